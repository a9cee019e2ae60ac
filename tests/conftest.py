"""What all tests share: the bundled dataset, and docstring examples run from one folder."""

import pytest

import tradetruce as tt


@pytest.fixture(scope="session")
def ds():
    return tt.load()


#: The laws of New Zealand in the tests are what the test says, whole.
WHOLE = tt.Coverage(
    id="coverage-tariffs-nz",
    collection="tariffs",
    jurisdictions=["NZ"],
    slice="tariffs of a test",
    completeness="complete",
    definition="All that the test lays down.",
)


@pytest.fixture
def make():
    """Build a small dataset around records of one's own."""

    def build(*records):
        return tt.load().with_records(WHOLE, *records)

    return build
