"""A point as well-known binary, little-endian (OGC 06-103r4)."""

from __future__ import annotations

import struct

from hudna.model import Place

_LITTLE_ENDIAN, _POINT = 1, 1


def point(place: Place | None) -> bytes | None:
    """Longitude and latitude in degrees; None without a point."""
    if place is None or place.lat is None or place.lon is None:
        return None
    return struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, place.lon, place.lat)
