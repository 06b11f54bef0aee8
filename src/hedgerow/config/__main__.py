import sys

from hedgerow.config.cli import main

sys.exit(main())
