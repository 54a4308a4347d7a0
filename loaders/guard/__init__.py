"""Files are read in worker processes that may fail: the bytes of a file come in, an answer or a named error goes out.

A worker is bound to limits of memory and processor time by the kernel; the guard looks at the clock. One that hangs,
runs out of memory or crashes is replaced, its file gets its named status, and the others go on.
"""

from loaders.guard.pool import Guard
from loaders.guard.process import Answer, Task

__all__ = ["Answer", "Guard", "Task"]
