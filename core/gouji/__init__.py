"""gouji 勾稽: checks government information disclosure annual reports."""
