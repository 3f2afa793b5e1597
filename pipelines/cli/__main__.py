"""`python -m pipelines.cli` is `mingzhang`, for a checkout that is not installed."""

from pipelines.cli import app

if __name__ == "__main__":
    app(prog_name="mingzhang")
