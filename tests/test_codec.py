"""The two ways to make a record from data, the strict and the trusting one, agree on everything that ships."""

import json

import pytest

from tradetruce import _codec
from tradetruce.kinds import DATA, KINDS


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_strict_and_trusting_agree(kind):
    values = json.loads((DATA / f"{kind.collection}.json").read_text(encoding="utf-8"))
    strict = [_codec.structure(value, kind.record) for value in values]
    trusting = _codec.trusted(values, kind.record)
    assert trusting == strict
    assert [hash(record) for record in trusting] == [hash(record) for record in strict]
    assert [_codec.unstructure(record) for record in trusting] == values
