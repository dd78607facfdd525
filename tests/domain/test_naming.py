"""Spellings of one name meet in one form."""

import pytest

from domain.naming import normalise, sounds


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("一匹半挂机", "1.5匹挂机"),
        ("一点五匹", "1.5匹"),
        ("1点5匹", "1.5匹"),
        ("１．５匹", "1.5匹"),
        ("1.5P 挂机", "1.5匹挂机"),
        ("六十五寸", "65寸"),
        ("一百一十八升", "118升"),
        ("10KG 滚筒", "10公斤滚筒"),
        ("十公斤", "10公斤"),
        ("60L电热水器", "60升电热水器"),
        ("RO 濾芯", "ro滤芯"),
        ("三门冰箱", "三门冰箱"),
        ("side-by-side", "sidebyside"),
        ("1.5 HP", "1.5hp"),
        ("", ""),
        ("？！", ""),
    ],
)
def test_a_name_has_one_form(written, form):
    assert normalise(written) == form


def test_homophones_sound_alike_and_other_words_do_not():
    assert sounds("挂鸡") == sounds("挂机")
    assert sounds("柜机") != sounds("挂机")
    assert sounds("RO滤心") == sounds("RO滤芯")
