"""The catalogue of diagnostics: one line per kind of fault, grouped by the stage that finds it.

A code is ``stage/fault``; it never changes its meaning. The message of a diagnostic says what is wrong
in this document; the remedy here says what to do about the kind.
"""

from .build import *
from .document import *
from .output import *
from .render import *
from .review import *
from .samples import *
from .settings import *
