"""Pages to articles: what is body, headline, byline and furniture, and whom the article credits."""

from retold.article.alone import mark_alone
from retold.article.credits import agency_of
from retold.article.reading import read_page
from retold.article.repeated import mark_repeated
from retold.article.version import version_of, without_chrome

__all__ = ["agency_of", "mark_alone", "mark_repeated", "read_page", "version_of", "without_chrome"]
