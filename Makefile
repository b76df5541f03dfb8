# Lectern. `make help` tells the targets.
#
# Each mode has a folder of its own, build/<mode>/, so that modes never mix; when the
# compiler or a flag changes, build/<mode>/flags does, and the mode is built anew.

MODE ?= release
# LTO=1 links the release as one: 7 % faster to run, and linked anew at each change. It
# is for packages.
LTO ?=
BUILD := build/$(MODE)$(if $(LTO),-lto)
CC ?= cc
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
# Not every shell expands the ~ of PREFIX=~/.local.
override PREFIX := $(patsubst ~/%,$(HOME)/%,$(PREFIX))
FUZZ ?= markdown
TIME ?= 60
SYSTEM := $(shell uname -s)
COMMA := ,
Q := $(if $(V),,@)
JOBS := $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
# Work is done in parallel, whether make was asked to or not: a job more than there are
# processors, since suites in terminals wait for half of their time.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(shell expr $(JOBS) + 1))

# --- Flags -----------------------------------------------------------------------------

# $(call pkg,QUERY,NAME,FALLBACK): what pkg-config says, or the fallback without it.
pkg = $(or $(shell $(PKG_CONFIG) $(1) $(2) 2>/dev/null),$(3))
# $(call takes,FLAG): the flag, when the compiler takes it.
takes = $(shell echo 'int main(void){return 0;}' | \
  $(CC) -Werror $(1) -x c -o /dev/null - 2>/dev/null && echo '$(1)')

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion \
  -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition -Wwrite-strings \
  -Wcast-qual -Wpointer-arith -Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough \
  -Wswitch-enum
# Set to -Werror by .ci/run and `make warnings`: a warning of a newer compiler must not
# stop a user or a packager.
WERROR ?=

SANITIZE := -fsanitize=address,undefined
CFLAGS_release := -O2 -g
CFLAGS_debug := -Og -g
# For a first look: built in a third of the time that the release takes.
CFLAGS_quick := -O0
# One shared library, so that one link serves all programs.
CFLAGS_mutate := -Og -g -fPIC
LDFLAGS_mutate := -Wl,-rpath,'$$ORIGIN'
CFLAGS_cov := -O0 -g --coverage
LDFLAGS_cov := --coverage
# Work is counted, which must not take longer than what is counted: tests/growth/work.h.
ifeq ($(MODE),growth)
CFLAGS_growth := -O1 -fsanitize-coverage=trace-pc
LDFLAGS_growth := $(patsubst %,-Wl$(COMMA)--wrap=%,\
  memcpy memmove memset memcmp memchr memmem strlen)
endif
CFLAGS_fuzz := -O1 -g $(SANITIZE),fuzzer-no-link -fno-omit-frame-pointer
LDFLAGS_fuzz := $(SANITIZE),fuzzer
ifeq ($(MODE),asan)
CFLAGS_asan := -O1 -g -fno-omit-frame-pointer $(call takes,$(SANITIZE)) \
  $(call takes,-fno-sanitize-recover=all)
LDFLAGS_asan := $(call takes,$(SANITIZE))
endif
CFLAGS_tsan := -O1 -g -fsanitize=thread
LDFLAGS_tsan := -fsanitize=thread
ifeq ($(MODE)-$(SYSTEM),release-Linux)
FORTIFY := $(if $(call takes,-O2 -D_FORTIFY_SOURCE=3 -include stdio.h),3,2)
HARDEN := -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(FORTIFY) -fstack-protector-strong \
  $(call takes,-fstack-clash-protection) $(call takes,-fcf-protection) -fPIE
CFLAGS_release += $(HARDEN)
LDFLAGS_release := -pie -Wl,-z,relro,-z,now
endif

# The archive of objects for link-time optimisation needs gcc's own ar.
ifneq ($(LTO),)
ifneq ($(findstring Free Software,$(shell $(CC) --version 2>/dev/null)),)
ifneq ($(shell command -v gcc-ar 2>/dev/null),)
CFLAGS_release += -flto=auto
AR := gcc-ar
endif
endif
endif

ifeq ($(SYSTEM),Darwin)
# Homebrew keeps its ncurses and SQLite apart from the system's.
BREW := $(shell brew --prefix 2>/dev/null)
BREW_PREFIXES := $(if $(BREW),$(BREW)/opt/ncurses $(BREW)/opt/sqlite $(BREW))
SYSTEM_CPPFLAGS := -D_DARWIN_C_SOURCE $(BREW_PREFIXES:%=-I%/include)
SYSTEM_LDFLAGS := $(BREW_PREFIXES:%=-L%/lib)
SYSTEM_LDLIBS := -liconv
endif
ALL_CPPFLAGS = -Iinclude -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_GNU_SOURCE \
  $(SYSTEM_CPPFLAGS) $(CPPFLAGS)
ALL_CFLAGS = -std=c17 $(WARN) $(WERROR) $(CFLAGS_$(MODE)) $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(MODE)) $(SYSTEM_LDFLAGS) $(LDFLAGS)
ALL_LDLIBS := $(call pkg,--libs,ncursesw,-lncursesw) $(call pkg,--libs,yaml-0.1,-lyaml) \
  $(call pkg,--libs,libcmark,-lcmark) $(call pkg,--libs,sqlite3,-lsqlite3) \
  $(call pkg,--libs,zlib,-lz) $(call pkg,--libs,gumbo,-lgumbo) -lunistring -lstemmer -lpthread -lm $(SYSTEM_LDLIBS) $(LDLIBS)
CMOCKA_LIBS := $(call pkg,--libs,cmocka,-lcmocka)
VTERM_LIBS := $(call pkg,--libs,vterm,-lvterm) -lutil

# --- Files -----------------------------------------------------------------------------

# $(call files,FOLDER,PATTERN): the files below a folder. Minimal systems have no find.
files = $(foreach f,$(wildcard $(1)/*),\
  $(if $(wildcard $f/*),$(call files,$f,$(2)),$(filter $(2),$f)))

LIB := $(BUILD)/liblectern$(if $(filter mutate,$(MODE)),.so,.a)
SEEDS := $(sort $(call files,seeds,%))
ifeq ($(SEEDS),)
$(error the starter library is missing: there are no files in seeds/)
endif
SOURCES := $(sort $(call files,src,%.c))
OBJ := $(patsubst %.c,$(BUILD)/%.o,$(filter-out src/main.c,$(SOURCES))) \
  $(BUILD)/gen/seeds.o
MANUALS := $(wildcard src/man/*.[1-9])
# $(call man,FILE): the folder of a manual page, by its section.
man = $(DESTDIR)$(PREFIX)/share/man/man$(subst .,,$(suffix $(1)))
PROGRAM := $(BUILD)/lectern
TEST_BIN := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/*/test_*.c))

.PHONY: all run deps test-deps test install uninstall clean help FORCE
.DELETE_ON_ERROR:

all: ## the program, build/lectern (the default)
	@$(MAKE) --no-print-directory $(PARALLEL) build/lectern

ifeq ($(MODE),release)
build/lectern: $(BUILD)/lectern
	@ln -f $< $@ 2>/dev/null || cp $< $@
else
build/lectern: $(BUILD)/lectern
endif

$(BUILD)/lectern: $(BUILD)/src/main.o $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS)

%/liblectern.so: $(OBJ)
	@echo "LD $@"
	$(Q)$(CC) -shared -Wl,-soname,liblectern.so -o $@ $^ $(ALL_LDLIBS)
%/liblectern.a: $(OBJ)
	@rm -f $@
	@echo "AR $@"
	$(Q)$(AR) rcs $@ $^

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "CC $<"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	@echo "CC $<"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The starter library, as a table of its files.
$(BUILD)/gen/seeds.c: src/library/embed.sh $(BUILD)/gen/seeds.list $(SEEDS)
	@echo "GEN $@"
	$(Q)sh src/library/embed.sh seeds $(BUILD)/gen/seeds.list > $@

# $(call keep,TEXT): writes the target when its text is another than it was.
keep = @mkdir -p $(@D); text='$(subst ','\'',$(1))'; \
  test "$$text" = "$$(cat $@ 2>/dev/null)" || printf '%s\n' "$$text" > $@
$(BUILD)/gen/seeds.list: FORCE
	$(call keep,$(patsubst seeds/%,%,$(SEEDS)))
$(BUILD)/flags: FORCE
	$(call keep,$(CC) $(shell $(CC) --version 2>/dev/null | head -n 1) $(ALL_CPPFLAGS) \
	  $(ALL_CFLAGS) $(ALL_LDFLAGS) $(ALL_LDLIBS))

# Programs of which every limit is tiny (catalog/store/catalog_limits.h): what has limits is compiled for
# them alone, and stands before the library that has it as well.
TINY_BIN := $(filter $(BUILD)/tests/catalog/test_tiny%,$(TEST_BIN))
TINY_OBJ := $(patsubst %.c,$(BUILD)/tiny/%.o,$(filter src/catalog/% src/library/%,$(SOURCES)))
TINY_FLAG := -DLIMITS_TINY
$(BUILD)/tiny/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@echo "CC $< (tiny)"
	$(Q)$(CC) $(ALL_CPPFLAGS) $(TINY_FLAG) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<
$(TINY_BIN:=.o): ALL_CPPFLAGS += $(TINY_FLAG)
$(TINY_BIN): $(TINY_OBJ)

$(TEST_BIN): %: %.o $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $(filter-out $(LIB),$^) $(LIB) \
	  $(ALL_LDLIBS) $(CMOCKA_LIBS)

# --- For users -------------------------------------------------------------------------

run: deps ## install what is missing, build, open the starter library
	@if test -x build/lectern; then mode=release program=build/lectern; \
	  else mode=quick program=build/quick/lectern; fi; \
	$(MAKE) --no-print-directory $(PARALLEL) MODE=$$mode $$program && exec $$program

deps: ## install the compiler and libraries that are missing
	@CC='$(CC)' sh .ci/deps.sh build

test-deps: ## the same, and what the tests need
	@CC='$(CC)' sh .ci/deps.sh build test

# For targets that install nothing: they say what is missing.
.PHONY: test-needs
test-needs:
	@CC='$(CC)' sh .ci/deps.sh only-tell build test

install: ## install below PREFIX (/usr/local), staged in DESTDIR
	@$(MAKE) --no-print-directory $(PARALLEL) MODE=release build/lectern
	mkdir -p '$(DESTDIR)$(PREFIX)/bin'
	install -m 755 build/lectern '$(DESTDIR)$(PREFIX)/bin/lectern'
	$(foreach m,$(MANUALS),mkdir -p '$(call man,$(m))' && \
	  install -m 644 $(m) '$(call man,$(m))' &&) true

uninstall: ## take away what install has put there
	rm -f '$(DESTDIR)$(PREFIX)/bin/lectern'
	rm -f $(foreach m,$(MANUALS),'$(call man,$(m))/$(notdir $(m))')

clean: ## remove build/
	rm -rf build

help: ## this list
	@echo 'make [MODE=release|debug|asan|cov] [LTO=1] [CC=...] [WERROR=-Werror] [V=1] TARGET'
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1\t\2/p' Makefile | expand -t 20
	@echo '  check-SUITE       one suite of check: $(CHECKED)'

# --- For developers --------------------------------------------------------------------
#
# Every suite leaves its results below build/<mode>/results (tests/tap.sh), from which
# the last line of a check is added up (tests/summary.sh).

CHECK_MODE := $(if $(filter file,$(origin MODE)),asan,$(MODE))
RESULTS := $(BUILD)/results

# $(call check,TARGET): runs the suites that TARGET stands for. Only a build that fails
# makes make fail; the log tells the summary why.
define check
@rm -rf build/$(CHECK_MODE)/results && mkdir -p build/$(CHECK_MODE)/results
+@{ $(MAKE) --no-print-directory $(PARALLEL) -k MODE=$(CHECK_MODE) $(1) 2>&1 || \
  touch build/$(CHECK_MODE)/results/build.failed; } | \
  tee build/$(CHECK_MODE)/results/build.log
@sh tests/summary.sh build/$(CHECK_MODE)/results
endef

CHECKED := lint unit fuzz hostile screens words finding growth monkey
.PHONY: check golden $(CHECKED:%=check-%) $(CHECKED:%=results-%)

check: test-deps ## install what the tests need, build with sanitizers, run them all
	$(call check,$(CHECKED:%=results-%))
check-lint:
	$(call check,results-lint)
$(filter-out check-lint,$(CHECKED:%=check-%)): check-%: test-needs
	$(call check,results-$*)

# Only programs that start threads: the others would take ten times as long for nothing.
TSAN_BIN = $(patsubst %.c,$(BUILD)/%,$(shell grep -lE \
  'pthread_|(catalog|session)_open|search_thread_new|_start|RUN' tests/*/test_*.c))
tsan: test-needs ## run the tests of threads, and the screens, under ThreadSanitizer
	@$(MAKE) --no-print-directory CHECK_MODE=tsan check-tsan
check-tsan:
	$(call check,results-tsan)

# Leaks are looked for where the sanitizer can; Apple's stops a program that asks for it.
# The program ends without waiting for its threads: a thread that is left is no fault.
TSAN := TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1:report_thread_leaks=0
CHECK_ENV = LECTERN=$(CURDIR)/$(BUILD)/lectern \
  ASAN_OPTIONS=$(if $(filter Darwin,$(SYSTEM)),,detect_leaks=1:)$\
  strict_string_checks=1:detect_stack_use_after_return=1 \
  LSAN_OPTIONS=suppressions=$(CURDIR)/tests/leaks.txt:print_suppressions=0 \
  UBSAN_OPTIONS=print_stacktrace=1 $(TSAN)

# cmocka programs: tests/unit/test_*.c and their like in other folders of tests/.
results-unit: $(patsubst $(BUILD)/tests/%,$(RESULTS)/%.tap,$(TEST_BIN))
$(patsubst $(BUILD)/tests/%,$(RESULTS)/%.tap,$(TEST_BIN)): \
  $(RESULTS)/%.tap: $(BUILD)/tests/% $(PROGRAM) FORCE
	@$(CHECK_ENV) sh tests/tap.sh $@ $<

# The program in a terminal: tests/screens/README.md.
SCREENS_RUN := $(BUILD)/tests/screens/run
SCREENS_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/screens/*.c))
SCREENS_RESULTS := $(patsubst tests/%.scr,$(RESULTS)/%.tap,\
  $(wildcard tests/screens/*.scr tests/screens/*/*.scr))

$(SCREENS_RUN): $(SCREENS_OBJ)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(VTERM_LIBS)
results-screens: $(SCREENS_RESULTS)
# ThreadSanitizer does not go on well after a crash, which signals.scr looks at.
results-tsan: $(TSAN_BIN:$(BUILD)/tests/%=$(RESULTS)/%.tap) \
  $(filter-out %/signals.tap,$(SCREENS_RESULTS))
$(SCREENS_RESULTS): $(RESULTS)/%.tap: tests/%.scr $(SCREENS_RUN) $(PROGRAM) FORCE
	@$(CHECK_ENV) sh tests/tap.sh $@ $(SCREENS_RUN) $<

# Fuzz targets: given their corpus in a check, given to libFuzzer by `make fuzz`.
FUZZ_BIN := $(patsubst %.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_OBJ := $(BUILD)/tests/fuzz/check.o $(if $(filter fuzz,$(MODE)),,$(BUILD)/tests/fuzz/replay.o)
FUZZ_RESULTS := $(FUZZ_BIN:$(BUILD)/tests/%=$(RESULTS)/%.tap)

$(FUZZ_BIN): %: %.o $(FUZZ_OBJ) $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
results-fuzz: $(FUZZ_RESULTS)
$(FUZZ_RESULTS): $(RESULTS)/fuzz/fuzz_%.tap: $(BUILD)/tests/fuzz/fuzz_% FORCE
	@$(CHECK_ENV) sh tests/tap.sh $@ $< $(sort $(wildcard tests/fuzz/corpus/$*/*))

.PHONY: fuzz
fuzz: ## fuzz FUZZ=markdown|markup|plain|yaml|html|text|resolve|query|record for TIME=60 seconds, with clang
	@$(MAKE) --no-print-directory CC=clang MODE=fuzz build/fuzz/tests/fuzz/fuzz_$(FUZZ)
	@mkdir -p build/fuzz/corpus/$(FUZZ)
	cd build/fuzz && ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=halt_on_error=1 \
	  tests/fuzz/fuzz_$(FUZZ) -max_len=4096 -entropic=0 -timeout=5 -max_total_time=$(TIME) \
	  corpus/$(FUZZ) ../../tests/fuzz/corpus/$(FUZZ)

# How work grows with a document or a library: tests/growth. In a mode of its own, where
# the compiler and the linker can count.
GROWTH_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/growth/*.c))
GROWTH_PROGRAM := build/growth/tests/growth/growth
$(BUILD)/tests/growth/growth: $(GROWTH_OBJ) $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
$(GROWTH_OBJ): private CFLAGS_growth := -O1

.PHONY: growth results-growth
results-growth:
	@+if [ $(SYSTEM) = Linux ]; then \
	  $(MAKE) -s --no-print-directory MODE=growth $(GROWTH_PROGRAM) && \
	  sh tests/tap.sh $(RESULTS)/growth/growth.tap $(GROWTH_PROGRAM); \
	else sh tests/tap.sh $(RESULTS)/growth/growth.tap \
	  echo 'ok 1 - growth # SKIP the linker does not count'; fi
growth: ## a table: what four times as much of anything takes
	@$(MAKE) -s --no-print-directory MODE=growth $(GROWTH_PROGRAM)
	@$(GROWTH_PROGRAM) --table

# Measurements, of what the release is made of: tests/bench/run.sh. The other files there
# are what the programs share.
BENCH_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/bench/*.c))
BENCH_BIN := $(patsubst %.o,%,$(filter %/make_library.o,$(BENCH_OBJ)) \
  $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/bench/bench_*.c)))
BENCH_SHARED := $(filter-out $(BENCH_BIN:%=%.o),$(BENCH_OBJ))
$(BENCH_BIN): %: %.o $(BENCH_SHARED) $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS)

.PHONY: bench bench-objects bench-programs
bench-objects: $(BENCH_OBJ)
	@:
bench-programs: $(BENCH_BIN) $(PROGRAM)
# $(call bench,PART...): the lines are kept for bench-table.
define bench
@$(MAKE) -s --no-print-directory MODE=release bench-programs >&2
@{ GROWTH='$(GROWTH)' LIBRARIES='$(LIBRARIES)' COLD='$(COLD)' \
  MOMENTS='$(MOMENTS)' \
  sh tests/bench/run.sh build/release $(1) || echo failed > build/release/bench.failed; \
  } | tee build/release/bench.jsonl; ! rm build/release/bench.failed 2> /dev/null
endef
.PHONY: bench-reader bench-library bench-growth bench-quit bench-table
bench: ## measure everything, as JSON Lines, for minutes; the parts alone:
	$(call bench)
bench-reader: ## reading, layout, small libraries and the screen
	$(call bench,reader)
bench-library: ## 21,273 articles; LIBRARIES=FOLDER keeps them for the next time
	$(call bench,library)
bench-growth: ## 1,000 to 100,000 articles, and GROWTH=1000000
	$(call bench,growth)
bench-quit: ## how long quitting takes, at MOMENTS=10 random moments of each kind
	$(call bench,quit)
bench-table: ## what was measured last, as a table
	@python3 tests/bench/table.py build/release/bench.jsonl

# What people look for, and whether it is found: tests/finding/README.md.
FINDING := python3 -B tests/finding
GO_TO_PROGRAM := $(BUILD)/tests/finding/go_to
$(GO_TO_PROGRAM): $(GO_TO_PROGRAM).o $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
results-finding: $(PROGRAM) $(GO_TO_PROGRAM) FORCE
	@$(CHECK_ENV) sh tests/tap.sh $(RESULTS)/finding.tap $(FINDING)/score.py --tap
	@$(CHECK_ENV) sh tests/tap.sh $(RESULTS)/finding-asked.tap $(FINDING)/asked.py --tap \
	  --go-to $(GO_TO_PROGRAM)
.PHONY: bench-finding
bench-finding: ## how well is found what people look for; LECTERN=PROGRAM, MISSES=1 lists
	@$(if $(LECTERN),,$(MAKE) -s --no-print-directory $(PARALLEL) build/lectern >&2)
	@$(if $(GO_TO),,$(MAKE) -s --no-print-directory $(PARALLEL) $(GO_TO_PROGRAM) >&2)
	@$(FINDING)/score.py --lectern $(or $(LECTERN),build/lectern) $(if $(MISSES),--misses)
	@$(FINDING)/asked.py --lectern $(or $(LECTERN),build/lectern) $(if $(MISSES),--misses) \
	  --go-to $(or $(GO_TO),$(GO_TO_PROGRAM))

# The app without a terminal, walked through at random: tests/monkey/monkey.c.
MONKEY := $(BUILD)/tests/monkey/monkey
MONKEY_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/monkey/*.c))
MONKEY_LIBRARIES := $(wildcard ../shared/seeds ../shared/corpora/*)
$(MONKEY): $(MONKEY_OBJ) $(LIB)
	@echo "LD $@"
	$(Q)$(CC) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
results-monkey: $(MONKEY) FORCE
	@$(CHECK_ENV) sh tests/tap.sh $(RESULTS)/monkey.tap $(MONKEY) $(MONKEY_LIBRARIES)
.PHONY: monkey
monkey: ## walk COMMANDS=1000000 at random with sanitizers, from MONKEY_SEED=1 on
	@$(MAKE) --no-print-directory $(PARALLEL) MODE=asan build/asan/tests/monkey/monkey
	COMMANDS=$(or $(COMMANDS),1000000) MONKEY_SEED=$(MONKEY_SEED) \
	  build/asan/tests/monkey/monkey $(MONKEY_LIBRARIES)

# Hostile libraries, shown to the program in a terminal and printed: tests/hostile/cases.py.
HOSTILE_FOLDERS := escape escape-facts unicode unicode-facts bytes bytes-facts names links \
  special shapes
HOSTILE_NAVIGATION := nav-mkdocs nav-inherit nav-summary nav-library nav-bomb nav-binary \
  nav-ignore nav-folders
HOSTILE_MADE := $(RESULTS)/hostile/make.tap
HOSTILE_RUN = $(CHECK_ENV) sh tests/tap.sh $@ python3 -B tests/hostile/run.py
HOSTILE_RESULTS := $(foreach way,browse print,$(addprefix $(RESULTS)/hostile/$(way)-,\
  $(addsuffix .tap,$(HOSTILE_FOLDERS) navigation)))
$(HOSTILE_MADE): $(PROGRAM) FORCE
	@$(HOSTILE_RUN) make $(BUILD)/hostile
$(RESULTS)/hostile/browse-%.tap: $(HOSTILE_MADE)
	@$(HOSTILE_RUN) browse $(BUILD)/hostile $(if $(filter navigation,$*),$(HOSTILE_NAVIGATION),$*)
$(RESULTS)/hostile/print-%.tap: $(HOSTILE_MADE)
	@$(HOSTILE_RUN) print $(BUILD)/hostile $(if $(filter navigation,$*),$(HOSTILE_NAVIGATION),$*)

# Those of others, with their own judge, when they lie beside the sources.
OTHERS := $(wildcard ../shared/hostile/make_hostile.py)
OTHERS_CHECKED := esc-entity esc-frontmatter esc-md esc-plain esc-txt esc-url esc-yaml \
  binary names unicode utf8
OTHERS_EACH := layout links patho special yaml
OTHERS_MADE := $(RESULTS)/hostile/others/make.tap
OTHERS_RUN = $(CHECK_ENV) sh tests/tap.sh $@ sh tests/hostile/others.sh
# $(call others,WAY): the results of a way to look at them.
others = $(if $(OTHERS),$(OTHERS_CHECKED:%=$(RESULTS)/hostile/others/$(1)-%.tap))
OTHERS_OPENED := $(call others,open) $(if $(OTHERS),\
  $(OTHERS_EACH:%=$(RESULTS)/hostile/others/open-%.tap))
$(OTHERS_MADE): $(PROGRAM) FORCE
	@$(OTHERS_RUN) make $(BUILD)/others
$(call others,browse): $(RESULTS)/hostile/others/browse-%.tap: $(OTHERS_MADE)
	@$(OTHERS_RUN) browse $(BUILD)/others $*
$(call others,print): $(RESULTS)/hostile/others/print-%.tap: $(OTHERS_MADE)
	@$(OTHERS_RUN) print $(BUILD)/others $*
$(OTHERS_OPENED): $(RESULTS)/hostile/others/open-%.tap: $(OTHERS_MADE)
	@CHECK_TIMEOUT=1800 $(OTHERS_RUN) open $(BUILD)/others $*

.PHONY: hostile results-hostile results-hostile-all
results-hostile: $(HOSTILE_RESULTS) $(call others,browse) $(call others,print)
results-hostile-all: $(HOSTILE_RESULTS) $(OTHERS_OPENED)
hostile: test-needs ## hostile libraries, and those of others article by article, for minutes
	$(call check,results-hostile-all)

# Every word of an article is on the screen, in its order: tests/words/words.py.
WORDS := seeds tests/words/docs
WORDS_OTHER = $(wildcard ../shared/seeds ../shared/corpora/* ../shared/cases)
.PHONY: words
results-words: $(PROGRAM) FORCE
	@$(CHECK_ENV) sh tests/tap.sh $(RESULTS)/words.tap sh tests/words/run.sh $(WORDS)
words: ## compare the words of articles with what is shown of them; WORDS='PATH...' SEARCH=3 a file
	@$(MAKE) --no-print-directory $(PARALLEL) build/lectern
	@python3 tests/words/words.py --search $(or $(SEARCH),0) --exceptions tests/words/exceptions.txt \
	  $(WORDS) $(WORDS_OTHER)

# What no compiler checks, over the tree and over objects without sanitizers: those of
# the release.
.PHONY: objects lint
objects: $(OBJ) $(BUILD)/src/main.o
	@:
results-lint: FORCE
	@$(MAKE) --no-print-directory MODE=release LTO= objects bench-objects
	@$(CHECK_ENV) sh tests/tap.sh $(RESULTS)/lint.tap sh tests/lint/run.sh build/release \
	  $(CC) $(ALL_CPPFLAGS) -std=c17 $(WARN)
lint: check-lint ## layers, headers alone, globals, calls, form

# Everything that is compiled anywhere, with warnings as errors.
.PHONY: warnings all-objects format tidy cov
all-objects: objects $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/*/*.c))
	@:
warnings: ## compile everything with gcc and with clang; a warning is an error
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=build/warnings-gcc CC=gcc \
	  WERROR=-Werror all-objects
	@$(MAKE) --no-print-directory $(PARALLEL) BUILD=build/warnings-clang CC=clang \
	  WERROR=-Werror all-objects

.PHONY: musl
musl: ## compile everything against musl's headers, without linking
	@sh tests/lint/musl.sh $(ALL_CPPFLAGS) -std=c17 $(WARN) $(WERROR)

# For editors and clang tools: how each file is compiled.
compile_commands.json: FORCE ## how each file is compiled, for editors
	@{ separator='['; for file in $(filter %.c,$(CODE)); do \
	  printf '%s\n {"directory": "%s", "file": "%s",\n  "command": "%s"}' "$$separator" \
	    '$(CURDIR)' "$$file" \
	    "$(CC) $(subst ",\\\",$(ALL_CPPFLAGS) $(ALL_CFLAGS)) -c $$file"; \
	  separator=,; done; printf '\n]\n'; } > $@

CODE = $(call files,src,%.c %.h) $(call files,include,%.h) $(call files,tests,%.c %.h)
format: ## lay the code out as .clang-format says
	clang-format -i $(CODE)
# Without what knows no C17, no struct of two slices and no va_list.
TIDY := -*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,$\
  -clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,$\
  -clang-analyzer-valist.Uninitialized
tidy: ## look for mistakes with clang-tidy
	clang-tidy --quiet --checks='$(TIDY)' \
	  $(SOURCES) -- -std=c17 $(ALL_CPPFLAGS)

cov: ## run the tests and tell which share of the lines they reach
	@-$(MAKE) --no-print-directory MODE=cov check
	@find build/cov/src -name '*.gcda' | sort | sed 's/\.gcda$$/.o/' | xargs gcov -n | \
	  awk '/^File .src/ { file = $$2 } \
	    /^Lines/ && file { split($$2, part, /[:%]/); lines = $$4; \
	      printf "%6.1f %% of %5d  %s\n", part[2], lines, file; \
	      reached += part[2] * lines / 100; total += lines; file = "" } \
	    END { printf "%6.1f %% of %5d\n", 100 * reached / total, total }'

# The tests that know GOLDEN: they write what they expect. A debug build shows the same
# screens as a sanitized one.
GOLDEN_TAPS := readme/test_readme layout/test_layout_goldens model/test_model \
  walks/test_walks articles/test_articles
# Mutation testing: tests/mutate/README.md.
.PHONY: mutate mutate-run mutate-programs
mutate: test-needs ## change the source in N=200 places, one by one; list what no test sees
	@$(MAKE) --no-print-directory MODE=mutate mutate-run
mutate-run:
	@CC_COMMAND='$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS)' LIBRARIES='$(ALL_LDLIBS)' \
	  N='$(N)' SEED='$(SEED)' ONLY='$(ONLY)' AGAIN='$(AGAIN)' SUITES='$(SUITES)' \
	  python3 tests/mutate/run.py
mutate-programs: $(PROGRAM) $(filter-out $(TINY_BIN),$(TEST_BIN)) $(SCREENS_RUN) \
  $(FUZZ_BIN)

golden: test-needs ## write the expected screens, layouts and tables of the README again
	@GOLDEN=1 $(MAKE) --no-print-directory $(PARALLEL) MODE=debug \
	  $(GOLDEN_TAPS:%=build/debug/results/%.tap) results-screens

test: $(TEST_BIN) ## the unit tests in this mode, one by one
	$(Q)for t in $(TEST_BIN); do $$t || exit 1; done

# What each object was made of. Only its own folders are looked into: suites leave links
# to anywhere below the build folder.
-include $(foreach d,$(BUILD) $(BUILD)/tiny,\
  $(wildcard $(d)/gen/*.d $(d)/src/*.d $(d)/src/*/*.d $(d)/src/*/*/*.d $(d)/tests/*/*.d))
