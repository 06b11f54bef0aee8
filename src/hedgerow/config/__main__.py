from hedgerow.config.cli import main

main()
