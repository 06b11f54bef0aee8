"""Where Hedgerow meets other systems: blueprints it is planted from, files it exchanges."""
