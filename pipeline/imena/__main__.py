"""``python -m imena``."""

from imena.cli import app

if __name__ == "__main__":
    app()
