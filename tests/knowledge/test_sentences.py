from knowledge.sentences import answering


def about(word: str):
    return lambda sentence: float(word in sentence)


def test_a_list_is_cut_to_the_items_that_answer():
    text = "- E1: the door.\n- E2: the drain.\n- E3: the drum."
    assert answering(text, about("E2")) == "- E2: the drain."


def test_a_procedure_keeps_every_step():
    text = "1. Close the valve.\n2. Turn the filter.\n3. Pull it out."
    assert answering(text, about("filter")) == text


def test_a_short_paragraph_is_kept_whole():
    text = "一。二。三。"
    assert answering(text, about("三")) == text


def test_a_long_paragraph_keeps_its_first_sentence_and_those_that_answer():
    filler = [
        f"Sentence {i} speaks of something else at some length, as sentences do." for i in range(9)
    ]
    text = " ".join(["It starts here.", *filler, "The warranty lasts 3 years."])
    told = answering(text, about("warranty"))
    assert told.startswith("It starts here.")
    assert told.endswith("The warranty lasts 3 years.")
    assert len(told) <= 320


def test_every_word_of_an_answer_stands_in_the_passage():
    text = "甲在这里。" + "乙说了很多与此无关的话，一句又一句，没完没了。" * 9 + "丙保修三年。"
    told = answering(text, about("保修"))
    assert all(sentence in text for sentence in told.split("。"))
