"""A memory of what was used last, bounded by its size in bytes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class ByteCache(Generic[K, V]):
    """Keeps values until together they weigh more than ``most_bytes``; the oldest go first."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self.used_bytes = 0

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: K) -> V | None:
        """The value, None where it is not kept (any more); it counts as used now."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key][0]

    def put(self, key: K, value: V, size_bytes: int) -> None:
        """Keep a value; it is kept even where it alone weighs more than all may."""
        self._forget(key)
        self._values[key] = (value, size_bytes)
        self.used_bytes += size_bytes
        while self.used_bytes > self._most_bytes and len(self._values) > 1:
            self._forget(next(iter(self._values)))

    def discard(self, is_unwanted: Callable[[K], bool]) -> None:
        """Forget all keys for which this holds."""
        for key in [key for key in self._values if is_unwanted(key)]:
            self._forget(key)

    def _forget(self, key: K) -> None:
        if key in self._values:
            self.used_bytes -= self._values.pop(key)[1]
