"""What all tests share: the bundled dataset, and docstring examples run from one folder."""

import pytest

import tradetruce as tt


@pytest.fixture(scope="session")
def ds():
    return tt.load()


@pytest.fixture
def make():
    """Build a small dataset around records of one's own."""

    def build(*records):
        return tt.load().with_records(*records)

    return build
