"""Connections that go only where a stranger's page may send us: the public network.

The check stands where the connection is made, after the name was resolved, so that neither a redirect nor a name that changes its
address between two look-ups can lead to this machine or its network.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(httpcore.ConnectError):
    """A host whose address lies in a private or special network."""


def is_public(address: str) -> bool:
    """Is this an address of the public network? Addresses wrapped in others are unwrapped first."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _GuardedBackend(httpcore.SyncBackend):
    """Resolves a host, refuses private addresses, and connects to the very address it checked."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"host not found: {host}") from error
        if not found or not all(map(is_public, found)):
            raise PrivateAddressError(f"{host} lies in a private network")
        return super().connect_tcp(found[0], port, timeout, local_address, socket_options)


def guarded_transport() -> httpx.HTTPTransport:
    """An HTTP transport that connects to public addresses only."""
    transport = httpx.HTTPTransport(trust_env=False, retries=0)
    transport._pool = httpcore.ConnectionPool(  # httpx has no public way to pass a backend
        ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_GuardedBackend(), max_connections=4
    )
    return transport


def open_transport() -> httpx.HTTPTransport:
    """An HTTP transport that connects anywhere: only where the settings allow private addresses."""
    return httpx.HTTPTransport(trust_env=False, retries=0)
