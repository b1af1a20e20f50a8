"""One table a file: columns and relations, no queries."""

import pkgutil
from importlib import import_module

# Foreign keys name tables, so all of them are known as soon as one is.
for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
