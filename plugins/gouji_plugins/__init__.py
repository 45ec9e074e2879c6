"""The plugins that come with gouji: loaders, kinds of check, Python rules, output formats."""
