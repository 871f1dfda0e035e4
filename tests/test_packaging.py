"""What is shipped: the wheel is complete, the pins too, and README.md says what works."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built without a network."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="session")
def wheel(dist: Path) -> Path:
    [path] = dist.glob("*.whl")
    return path


@pytest.fixture(scope="session")
def sources(dist: Path) -> dict[str, bytes]:
    """Every file of the repository by its path: the source archive leaves out only what is ignored."""
    [path] = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {
            member.name.partition("/")[2]: file.read()
            for member in archive
            if (file := archive.extractfile(member)) is not None
        }


@pytest.mark.parametrize(
    ("folder", "inside"),
    [
        ("tutor", "tutor"),
        ("templates", "tutor/_templates"),
        ("worked_examples", "tutor/_worked_examples"),
    ],
)
def test_wheel_holds_every_file_of(folder: str, inside: str, wheel: Path) -> None:
    expected = {
        f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert expected
    assert expected <= set(zipfile.ZipFile(wheel).namelist())


def test_wheel_is_typed_and_licensed_and_installs_nothing_beside_tutor(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "tutor/py.typed" in names
    assert any(re.fullmatch(r"tutor-[^/]+\.dist-info/licenses/LICENSE", name) for name in names)
    assert {re.sub(r"-.*\.dist-info", ".dist-info", name.split("/")[0]) for name in names} == {
        "tutor",
        "tutor.dist-info",
    }


def test_tests_are_ours() -> None:
    """latex2sympy2 installs a package `tests` too; with an __init__.py here one would hide the other."""
    assert not list((ROOT / "tests").rglob("__init__.py"))


def requirements(name: str, extra: str = "") -> Iterator[str]:
    for text in metadata.requires(name) or ():
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            yield canonicalize_name(requirement.name)
            # fonttools[woff] asks for more than fonttools.
            for inner in requirement.extras:
                yield from requirements(requirement.name, inner)


def test_constraints_pin_all_that_is_installed_and_nothing_else() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [re.fullmatch(r"([A-Za-z0-9._-]+)==[A-Za-z0-9.]+", line) for line in lines]
    assert all(pins), "a line is not name==version"
    needed: set[str] = set()
    found = set(requirements("tutor", "test"))
    while found:
        needed |= found
        found = {inner for name in found for inner in requirements(name)} - needed
    assert {canonicalize_name(pin[1]) for pin in pins if pin} == needed


def command(heading: str) -> str:
    """The first shell block under a heading of README.md."""
    found = re.search(rf"^## {heading}\n(?:(?!^## ).*\n)*?```sh\n(.+?)\n```", README, re.MULTILINE)
    assert found, f"README.md has no command under {heading}"
    return found[1]


@pytest.mark.parametrize("heading", ["Run it", "Test it"])
def test_readme_sets_up_and_then_runs_what_that_installs(heading: str) -> None:
    first, then, *rest = (shlex.split(part) for part in command(heading).split("&&"))
    assert not rest
    assert first[:2] == ["sh", "setup.sh"]
    assert (ROOT / first[1]).is_file()
    program = Path(then[0])
    assert program.parts[:2] == (".venv", "bin")
    scripts = {entry.name for entry in metadata.entry_points(group="console_scripts")}
    assert program.name in scripts


@pytest.mark.parametrize("page", ["README.md", ".github/CONTRIBUTING.md"])
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert links
    assert [link for link in links if not ((ROOT / page).parent / link).exists()] == []


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(
            rb"(?<![\w.$}])/(?:work|tmp|root|home/\w+|Users/\w+)/\w|\b[A-Z]:\\\\?Users\\",
            id="path of a machine",
        ),
        pytest.param(
            rb"(?:extra-)?index[-_]url|trusted-host|find-links", id="address of a package index"
        ),
        pytest.param(
            rb"https?://[\w.-]+\.(?:internal|local|lan|corp)\b", id="host of a private network"
        ),
        pytest.param(
            rb"(?<![\d.])(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}:\d",
            id="private address",
        ),
    ],
)
def test_no_file_holds(pattern: bytes, sources: dict[str, bytes]) -> None:
    assert ".ci/run" in sources
    this = Path(__file__).relative_to(ROOT).as_posix()
    found = {
        name: match[0]
        for name, content in sources.items()
        if name != this and (match := re.search(pattern, content))
    }
    assert found == {}


@pytest.mark.slow
def test_installed_wheel_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    """Without the checkout, and with the packages of this environment in place of a network."""
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv, cwd=tmp_path)
    python = venv / "bin" / "python"
    run(python, "-m", "pip", "install", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    here = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    packages = Path(metadata.distribution("sympy").locate_file("")).resolve()
    (Path(here.strip()) / "packages.pth").write_text(f"{packages}\n", encoding="utf-8")

    _, job = (shlex.split(part) for part in command("Run it").split("&&"))
    run(venv / "bin" / "tutor", *job[1:], cwd=tmp_path)
    assert (tmp_path / job[job.index("-o") + 1]).read_bytes().startswith(b"%PDF-")
