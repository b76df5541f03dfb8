/*
 * Keys by name: "gg<Tab><C-d>" as the bytes that a terminal of xterm's kind sends.
 */
#ifndef TESTS_SCREENS_KEYS_H
#define TESTS_SCREENS_KEYS_H

#include <stdbool.h>
#include <stdio.h>

/*
 * Writes the bytes of all keys. <Tab> <S-Tab> <Enter> <Esc> <BS> <Space> <lt> <Up>
 * <Down> <Left> <Right> <Home> <End> <PgUp> <PgDn> <Ins> <Del> <F1>..<F12> <C-x> <M-x>;
 * all else stands for itself. `application` chooses what cursor keys send after smkx.
 * False when a name is unknown.
 */
bool keys_write(FILE *out, const char *keys, bool application);

#endif
