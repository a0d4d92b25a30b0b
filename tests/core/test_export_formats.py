import pytest

from workbench.core.errors import ExportError
from workbench.core.export_formats import EXPORT_FORMATS, export_format


@pytest.mark.parametrize("one", EXPORT_FORMATS, ids=lambda one: one.name)
def test_a_format_is_found_by_its_name_and_says_what_it_is_for(one):
    assert export_format(one.name) is one
    assert one.purpose.endswith(".")
    assert not one.suffix or one.suffix.startswith(".")


def test_another_name_is_refused_with_those_there_are():
    with pytest.raises(ExportError) as caught:
        export_format("matlab")

    assert str(caught.value) == (
        "There is no export format called matlab.\n"
        "Choose one of bundle, onnx, keras, pytorch, script, notebook, report."
    )
