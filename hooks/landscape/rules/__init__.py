"""What must hold between values and between entries.

One function is one rule; its docstring says why. A rule yields what it finds and never stops another.
Adding a rule is writing the function and adding it to ``RULES``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from landscape.rules import glossary, graphs, languages, numbers, references, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from landscape.models import Data
    from landscape.rules.found import Found

RULES: tuple[Callable[[Data, date], Iterator[Found]], ...] = (
    references.ids_are_unique,
    references.wordings_are_of_one_entry,
    references.references_lead_somewhere,
    references.terms_see_something,
    references.places_exist,
    references.derived_places_are_not_typed,
    references.representatives_belong,
    references.texts_have_columns,
    references.categories_nest_one_level,
    sources.citations_exist,
    sources.facts_are_cited,
    sources.verified_after_reading,
    sources.dates_are_past,
    numbers.active_within_total,
    numbers.one_value_is_shown,
    numbers.scopes_are_known,
    numbers.models_are_whole,
    numbers.descent_names_a_model,
    numbers.answers_rest_on_clauses,
    numbers.merged_tools_say_into_what,
    languages.both_languages_are_written,
    languages.codes_exist,
    glossary.words_are_defined_once,
    glossary.avoided_wordings_can_be_avoided,
    glossary.texts_use_the_words_of_the_glossary,
    graphs.lineage_has_no_cycle,
)
