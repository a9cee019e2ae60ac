import html
import json
import os
import re
import sys
from pathlib import Path

from docutils import nodes

import tradetruce

HERE = Path(__file__).parent
# Cells that type commands find those of the environment that builds, whether or not it was activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])

project = "tradetruce"
author = "The tradetruce authors"
copyright = f"2026, {author}. Code: MIT. Data: CC BY 4.0"
release = version = tradetruce.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
exclude_patterns = ["_build", "jupyter_execute"]
# A name in backticks in a docstring links where it can and is code where it cannot.
default_role = "py:obj"

# --- pages

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
# Data changes without the pages changing: outputs are never taken from a cache.
nb_execution_mode = "force"
# A cell that fails is a warning with its traceback; `-W` makes it an error once all pages are read.
nb_execution_show_tb = True
nb_execution_timeout = 120
nb_merge_streams = True
# Pages show pictures as files: they print, they need no script, and tables keep their own HTML.
nb_mime_priority_overrides = [("html", "image/svg+xml", 5)]

# --- reference

autodoc_default_options = {"members": True, "member-order": "bysource", "exclude-members": "kind"}
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 120
napoleon_google_docstring = True
napoleon_numpy_docstring = False
napoleon_use_ivar = True

ANSWERS = (
    tradetruce.Change,
    tradetruce.Changes,
    tradetruce.Component,
    tradetruce.Counted,
    tradetruce.Dataset,
    tradetruce.Dropped,
    tradetruce.Duty,
    tradetruce.DutyAmount,
    tradetruce.DutyHistory,
    tradetruce.Entry,
    tradetruce.State,
    tradetruce.TermOutcome,
    tradetruce.Timeline,
)


def quiet_signature(_app, what, _name, obj, _options, signature, returns):  # noqa: ANN001, ANN201
    """Leave out the constructors of what only a dataset makes."""
    if what == "class" and (issubclass(obj, tradetruce.Collection) or obj in ANSWERS):
        return "", returns
    return signature, returns


def every_page(_app, env, _added, _changed, _removed):  # noqa: ANN001, ANN201
    """Read every page again: data and code change without the pages changing."""
    return list(env.found_docs)


def titled_pictures(app, doctree):  # noqa: ANN001, ANN201
    """Give charts, which have the name of a file for want of another, their title as the text for those who cannot see them."""
    for image in doctree.findall(nodes.image):
        file = Path(app.srcdir) / image["uri"]
        if "alt" not in image and file.suffix == ".svg":
            title = re.search(r'aria-label="Title text \'(.+?)\'"', file.read_text(encoding="utf-8"))
            image["alt"] = f"Chart: {html.unescape(title[1])}" if title else "Chart"


def setup(app):  # noqa: ANN001, ANN201
    """Register the hooks above."""
    app.connect("autodoc-process-signature", quiet_signature)
    app.connect("env-get-outdated", every_page)
    app.connect("doctree-read", titled_pictures)


# --- looks

html_theme = "furo"
pygments_dark_style = "github-dark"
html_title = "tradetruce"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b5c94", "color-brand-content": "#0b5c94"},
    "dark_css_variables": {"color-brand-primary": "#6cb8f0", "color-brand-content": "#6cb8f0"},
    "top_of_page_buttons": [],
}
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

# The JSON Schema of data files is published beside the pages that explain it.
extra = HERE / "_build" / "extra"
extra.mkdir(parents=True, exist_ok=True)
(extra / "tradetruce.schema.json").write_text(json.dumps(tradetruce.json_schema(), indent=1), encoding="utf-8")
html_extra_path = ["_build/extra"]
