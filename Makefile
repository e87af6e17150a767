# make run    set up what is missing and open the window (ARGS="..." go to musemood)
# make soak   play 1,000 tracks one after another (see tests/services/test_soak.py)
# make coverage   the tests of domain, recommender and features; fails under 100 % of lines and branches
# make test   set up what is missing and run every check and test
# make bench NAME=map   one of tests/benchmarks (ARGS="..." go to it), on a display of its own
# make translations   collect the words of the window, then make what the program reads
# make screenshots MUSIC=FOLDER   pictures of the window into SHOTS (build/screenshots)
# make menu   put MuseMood into the desktop's menu, for this person only (make no-menu takes it out)
PYTHON ?= python3
VENV := .venv
VENV_TRAINING := .venv-training
# The lock files name every package, so pip has nothing to resolve: older pips would look for a
# newer release of an extra (coverage[toml]) than the one that is locked, and refuse it. Tests need
# a part of what is installed, so Python compiles that (--no-compile) as it is imported.
PIP_INSTALL := -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r

# make translations: new words are put into resources/translations/*.ts, where the Chinese is
# written between <translation> and </translation>; a second run makes the .qm that is shipped.
TONGUES := resources/translations/musemood
LUPDATE := -silent -no-obsolete -locations none -source-language en

.PHONY: run test pytest coverage soak bench screenshots test-training check translations lock system-run system-test menu no-menu

run: system-run $(VENV)/.run
	@$(VENV)/bin/python -m musemood $(ARGS)

# The checks run beside the tests, of which much is waiting: for sound to play, for windows. Each
# of the tests' processes has a display of its own (tests/own_display.py). PYTEST="..." goes to
# pytest, PYTEST="-n0 ..." runs in one process on the display that is there.
TEST_PROCESSES ?= 2
test: system-test $(VENV)/.test
	@$(MAKE) --no-print-directory --jobs=2 check pytest

pytest: $(VENV)/.test
	$(VENV)/bin/python -m pytest -n $(TEST_PROCESSES) --dist loadgroup --no-loadscope-reorder \
		--max-worker-restart 0 $(PYTEST)

# Domain, recommender and features stand at 100 % of lines and branches by their own tests.
PURE := domain recommender features
coverage: $(VENV)/.test
	$(VENV)/bin/python -m pytest -n $(TEST_PROCESSES) $(PURE:%=tests/%) $(PURE:%=--cov=musemood.%) \
		--cov-branch --cov-report=term-missing:skip-covered --cov-fail-under=100 $(PYTEST)

# A thousand tracks one after another, one in ten bad: under three minutes.
soak: system-test $(VENV)/.test
	MUSEMOOD_SOAK=1000 xvfb-run -a $(VENV)/bin/python -m pytest tests/services/test_soak.py

# One thread for numpy's products, as musemood/__init__.py has it.
bench: system-test $(VENV)/.test
	@[ -f "tests/benchmarks/bench_$(NAME).py" ] || { echo "Say which: make bench NAME=map"; exit 1; }
	@OPENBLAS_NUM_THREADS=1 PYTHONPATH=.:tests:tests/benchmarks xvfb-run -a -s "-screen 0 1600x1000x24" \
		$(VENV)/bin/python tests/benchmarks/bench_$(NAME).py $(ARGS)

SHOTS ?= build/screenshots
screenshots: system-test $(VENV)/.test
	@[ -n "$(MUSIC)" ] || { echo "Say which music: make screenshots MUSIC=FOLDER"; exit 1; }
	@mkdir -p $(SHOTS)
	PYTHONPATH=. $(VENV)/bin/python packaging/screenshots.py $(MUSIC) $(SHOTS)

check: $(VENV)/.test
	$(VENV)/bin/ruff check musemood tests packaging
	$(VENV)/bin/ruff format --check musemood tests packaging
	$(VENV)/bin/lint-imports --no-cache
	$(VENV)/bin/mypy

test-training: $(VENV_TRAINING)/.test
	$(VENV_TRAINING)/bin/python -m pytest --override-ini addopts=-q tests/training

translations: $(VENV)/.test
	$(VENV)/bin/pyside6-lupdate -extensions py musemood/ui $(LUPDATE) -target-language zh_CN -ts $(TONGUES)_zh_CN.ts
	$(VENV)/bin/pyside6-lupdate -extensions py musemood/ui $(LUPDATE) -pluralonly -target-language en -ts $(TONGUES)_en.ts
	$(VENV)/bin/pyside6-lrelease -silent $(TONGUES)_zh_CN.ts $(TONGUES)_en.ts

menu: $(VENV)/.run
	@packaging/install-desktop.sh

no-menu:
	@packaging/install-desktop.sh --remove

system-run:
	@packaging/setup.sh run

system-test:
	@packaging/setup.sh test

# Stamped when it is whole: one that was interrupted half-way is made anew.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "MuseMood needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

# PySide carries modules of its own inside a library and compiles them at every import; told so it
# unpacks them once into its folder, where Python keeps them compiled: 20 ms of every start.
UNPACK_PYSIDE = SBK_EMBED=0 $(VENV)/bin/python -c 'import PySide6.QtCore'

# The stamps say which lock file the environment was last filled from.
$(VENV)/.run: requirements.lock | $(VENV)/.made
	@{ [ $(VENV)/.test -nt requirements.lock ] && [ $(VENV)/.test -nt requirements-test.lock ]; } || { echo "Installing MuseMood's libraries ..."; \
		$(VENV)/bin/python $(PIP_INSTALL) requirements.lock; }
	-@$(UNPACK_PYSIDE)
	@touch $@

$(VENV)/.test: requirements-test.lock | $(VENV)/.made
	@echo "Installing the libraries for the tests ..."
	@$(VENV)/bin/python $(PIP_INSTALL) requirements-test.lock --no-compile
	-@$(UNPACK_PYSIDE)
	@touch $@

$(VENV_TRAINING)/.made:
	@$(PYTHON) -m venv --clear $(VENV_TRAINING)
	@touch $@

$(VENV_TRAINING)/.test: requirements-training.lock | $(VENV_TRAINING)/.made
	@echo "Installing the libraries for training ..."
	@$(VENV_TRAINING)/bin/python $(PIP_INSTALL) requirements-training.lock --no-compile
	@touch $@

# Renews the lock files; needs uv on the PATH, and in TORCH_WHEELS a folder or page that has the
# CPU wheel of PyTorch. The addresses of indexes stay out of the files.
TORCH_WHEELS ?= $(HOME)/wheels
UV_LOCK = uv pip compile pyproject.toml --quiet --python-version 3.11 --generate-hashes --no-header
lock:
	$(UV_LOCK) --universal -o requirements.lock
	$(UV_LOCK) --universal --extra test -o requirements-test.lock
	echo 'torch==2.13.0+cpu' | UV_FIND_LINKS=$(TORCH_WHEELS) $(UV_LOCK) --extra training \
		--constraint requirements.lock --constraint - -o requirements-training.lock
