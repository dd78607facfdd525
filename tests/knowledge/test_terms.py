from knowledge.terms import terms_of
from knowledge.words import runs_of, stem


def in_common(one: str, other: str) -> set[str]:
    return set(terms_of(one)) & set(terms_of(other))


def test_chinese_numerals_before_a_unit_meet_digits():
    assert runs_of("七天、十五天和二十年") == runs_of("7天、15天和20年")


def test_a_space_between_figure_and_character_makes_no_difference():
    assert terms_of("保修 3 年") == terms_of("保修3年")


def test_horsepower_is_found_however_it_is_written():
    assert "1.5匹" in in_common("一匹半的挂机", "1.5 匹壁挂式空调")


def test_english_inflections_meet():
    assert stem("charges") == stem("charging") == stem("charged") == stem("charge")
    assert stem("filters") == stem("filter")
    assert stem("installation") == stem("installed") == stem("install")


def test_synonyms_meet_within_and_across_languages():
    assert in_common("质保", "保修期")
    assert in_common("aircon", "air conditioner")
    assert in_common("滤芯", "cartridge")


def test_traditional_characters_meet_simplified_ones():
    assert "空调" in terms_of("空調")


def test_empty_words_leave_nothing_behind():
    assert terms_of("请问你们怎么") == []
    assert terms_of("what is it") == []


def test_a_fault_code_is_one_term_whatever_stands_around_it():
    assert "e4" in terms_of("空调E4什么意思")
    assert "e4" in terms_of("it shows E4!")
