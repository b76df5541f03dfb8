# Lectern. `make help` tells the targets.
MODE ?= release
BUILD := build/$(MODE)
CC ?= cc
PKGS := ncursesw yaml-0.1 libcmark
TEST_PKGS := cmocka vterm

CPPFLAGS += -Iinclude -Isrc -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -D_GNU_SOURCE
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
  -Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wcast-qual -Wpointer-arith \
  -Wformat=2 -Wundef -Wvla -Wimplicit-fallthrough -Wswitch-enum
CFLAGS_release := -O2 -g
CFLAGS_debug := -Og -g
CFLAGS_asan := -O1 -g -fsanitize=address,undefined -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined
ALL_CFLAGS = -std=c17 $(WARN) $(CFLAGS_$(MODE)) -MMD -MP $(CFLAGS)
ALL_LDFLAGS = $(LDFLAGS_$(MODE)) $(LDFLAGS)
LDLIBS += -lncursesw -lyaml -lcmark -lunistring -lpthread

SRC := $(wildcard src/*/*.c)
OBJ := $(SRC:%.c=$(BUILD)/%.o)
TESTS := $(wildcard tests/unit/test_*.c)
TEST_BIN := $(TESTS:tests/unit/%.c=$(BUILD)/tests/%)
Q := $(if $(V),,@)

.PHONY: all test clean
all: build/lectern
build/lectern: $(BUILD)/lectern
	$(Q)cp $< $@
$(BUILD)/lectern: $(BUILD)/src/main.o $(BUILD)/liblectern.a
	@echo "LD $@"
	$(Q)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/liblectern.a: $(OBJ)
	@rm -f $@
	$(Q)ar rcs $@ $^
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "CC $<"
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/liblectern.a
	@mkdir -p $(@D)
	@echo "CC $<"
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(ALL_LDFLAGS) -o $@ $< $(BUILD)/liblectern.a $(LDLIBS) -lcmocka
test: $(TEST_BIN)
	$(Q)for t in $(TEST_BIN); do $$t || exit 1; done
clean:
	rm -rf build
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
