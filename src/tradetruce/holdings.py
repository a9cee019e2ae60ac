"""What a dataset holds: typed collections, each read when it is first touched, and what names in them stand for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from ._record import Record, bind, fold_text
from .acts import Acts
from .agreements import Agreements
from .claims import Claims
from .codes import Economies, Economy, Group, Groups, names_of
from .collection import Collection
from .controls import Controls
from .coverage import Coverages
from .errors import UnknownRecordError
from .events import Events
from .kinds import BY_COLLECTION, Kind
from .leaders import Leader, Leaders
from .lists import CodeLists
from .meetings import Meetings
from .quotes import Quotes
from .schedules import Schedules
from .sources import Source, Sources
from .tariffs import Programmes, Reliefs, Tariffs
from .visits import Visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from .dataset import Dataset


class Holdings:
    """
    The collections of a dataset, bound to it.

    Examples:
        >>> import tradetruce as tt
        >>> tt.load().visits is tt.load().visits
        True
    """

    def __init__(self, source: Callable[[Kind], Iterable[Record]]) -> None:
        self._source = source
        self._held: dict[str, Collection[Any]] = {}

    def _collection(self, name: str) -> Any:
        held = self._held.get(name)
        if held is None:
            kind = BY_COLLECTION[name]
            dataset = cast("Dataset", self)
            records = sorted(self._source(kind), key=kind.order)
            for record in records:
                bind(record, dataset)
            held = self._held[name] = kind.holder(records, dataset)
        return held

    @cached_property
    def sources(self) -> Sources:
        """
        Where facts come from.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().sources["fr-83-28710"].citation
            '83 FR 28710'
        """
        return cast("Sources", self._collection("sources"))

    @cached_property
    def economies(self) -> Economies:
        """
        Economies by alpha-2 code.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().economies["NA"].alpha3
            'NAM'
        """
        return cast("Economies", self._collection("economies"))

    @cached_property
    def groups(self) -> Groups:
        """
        Groups of economies by name.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().groups["EU27"].on("2026-01-28").count("GB")
            0
        """
        return cast("Groups", self._collection("groups"))

    @cached_property
    def acts(self) -> Acts:
        """
        Legal and political acts.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().acts["us-eo-14257"].number
            '14257'
        """
        return cast("Acts", self._collection("acts"))

    @cached_property
    def programmes(self) -> Programmes:
        """
        Families of tariff measures.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().programmes["us-ieepa-reciprocal"].authority
            'IEEPA'
        """
        return cast("Programmes", self._collection("programmes"))

    @cached_property
    def code_lists(self) -> CodeLists:
        """
        Lists of tariff codes.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().code_lists["us-ieepa-annex-ii"].importer
            'US'
        """
        return cast("CodeLists", self._collection("code_lists"))

    @cached_property
    def schedules(self) -> Schedules:
        """
        Tariff schedules whose base rates are held.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().schedules["us-htsus"].importer
            'US'
        """
        return cast("Schedules", self._collection("schedules"))

    @cached_property
    def tariffs(self) -> Tariffs:
        """
        Tariff measures.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().tariffs["us-s301-list-1"].state("2018-07-06").rate
            Decimal('25')
        """
        return cast("Tariffs", self._collection("tariffs"))

    @cached_property
    def reliefs(self) -> Reliefs:
        """
        Reliefs from tariff measures.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().reliefs["us-ieepa-fentanyl-ca-usmca"].origins
            ('CA',)
        """
        return cast("Reliefs", self._collection("reliefs"))

    @cached_property
    def controls(self) -> Controls:
        """
        Export controls.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().controls["cn-gallium-germanium-2023-08"].controller
            'CN'
        """
        return cast("Controls", self._collection("controls"))

    @cached_property
    def leaders(self) -> Leaders:
        """
        Leaders and their offices.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().leaders["keir-starmer"].family_name
            'Starmer'
        """
        return cast("Leaders", self._collection("leaders"))

    @cached_property
    def visits(self) -> Visits:
        """
        Visits of leaders and ministers, made, planned or called off.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().visits["starmer-cn-2026"].host_economy
            'CN'
        """
        return cast("Visits", self._collection("visits"))

    @cached_property
    def meetings(self) -> Meetings:
        """
        Meetings that are no visits.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().meetings["trump-xi-busan-2025-10-30"].parties
            ('US', 'CN')
        """
        return cast("Meetings", self._collection("meetings"))

    @cached_property
    def quotes(self) -> Quotes:
        """
        What people said, word for word.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().quotes["thomas-fomo-2026"].said
            Date(2026, 1, 15)
        """
        return cast("Quotes", self._collection("quotes"))

    @cached_property
    def agreements(self) -> Agreements:
        """
        Truces, deals and pauses.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().agreements["us-cn-phase-one-2020"].parties
            ('US', 'CN')
        """
        return cast("Agreements", self._collection("agreements"))

    @cached_property
    def events(self) -> Events:
        """
        Rulings, summits, elections and what else happened that is no measure of its own.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().events["maduro-captured-2026-01"].parties
            ('US', 'VE')
        """
        return cast("Events", self._collection("events"))

    @cached_property
    def claims(self) -> Claims:
        """
        The article's statements.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().claims["c01"].paragraph
            0
        """
        return cast("Claims", self._collection("claims"))

    @cached_property
    def coverage(self) -> Coverages:
        """
        What each slice of the dataset covers.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().coverage["coverage-tariffs-us"].jurisdictions
            ('US',)
        """
        return cast("Coverages", self._collection("coverage"))

    def _sources_of(self, names: Iterable[str]) -> list[Source]:
        """Return the sources of ids, without those that were not yet out."""
        return [source for name in names if (source := self.sources.get(name)) is not None]

    # --- names

    @cached_property
    def _economy_names(self) -> dict[str, Economy]:
        names: dict[str, Economy] = {fold_text(economy.id): economy for economy in self.economies}
        for economy in self.economies:
            for name in names_of(economy):
                names.setdefault(fold_text(name), economy)
        return names

    def _economy_called(self, name: str) -> Economy | None:
        return self.economies.get(name.strip()) or self._economy_names.get(fold_text(name.strip()))

    def economy(self, economy: str | Economy) -> Economy:
        """
        Return an economy by alpha-2 or alpha-3 code or by name, whatever the case.

        Raises:
            UnknownRecordError: There is none; the error suggests the nearest.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().economy("Korea").id, tt.load().economy("NA").name
            ('KR', 'Namibia')
        """
        if isinstance(economy, Economy):
            return economy
        found = self._economy_called(economy)
        if found is None:
            known = [*self.economies.ids, *(e.name for e in self.economies)]
            raise UnknownRecordError("economy", economy, known)
        return found

    def party(self, name: str | Leader | Economy | Group) -> Leader | Economy | Group:
        """
        Return the leader, economy or group of a name: an id, a code, a full name, or a family name that one leader alone has.

        Raises:
            UnknownRecordError: There is none, or several leaders have the family name; the error suggests the nearest.

        Examples:
            >>> import tradetruce as tt
            >>> tt.load().party("G7").name, tt.load().party("Macron").name
            ('Group of Seven', 'Emmanuel Macron')
        """
        if not isinstance(name, str):
            if not hasattr(name, "id"):
                msg = f"expected one leader, economy or group, not {name!r}; `filter` takes any rule"
                raise TypeError(msg)
            return name
        name = name.strip()
        folded = fold_text(name)
        found = (
            self.leaders.get(name)
            or self._economy_called(name)
            or self.groups.get(name)
            or next((leader for leader in self.leaders if fold_text(leader.name) == folded), None)
            or next((group for group in self.groups if folded in (fold_text(group.id), fold_text(group.name))), None)
        )
        if found is None:
            namesakes = [leader for leader in self.leaders if name and fold_text(leader.family_name or "") == folded]
            if len(namesakes) == 1:
                return namesakes[0]
            namesakes = namesakes or [leader for leader in self.leaders if folded in fold_text(leader.name).split()]
            if namesakes:
                code = [name.upper()] if name.upper() in self.economies else []
                raise UnknownRecordError(
                    "leader, economy or group", name, suggestions=[*code, *(leader.id for leader in namesakes)]
                )
            known = [*self.leaders.ids, *(leader.name for leader in self.leaders), *self.groups.ids]
            known += [leader.family_name for leader in self.leaders if leader.family_name]
            known += [*self.economies.ids, *(e.name for e in self.economies)]
            raise UnknownRecordError("leader, economy or group", name, known)
        return found
