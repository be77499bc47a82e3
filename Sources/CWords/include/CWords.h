#pragma once
#include <stddef.h>

// Text and data that are part of the program. No terminator stands behind them.

/// The automaton that scripts/dictionary writes.
const unsigned char *heal_dictionary(size_t *count);
/// terms.txt
const unsigned char *heal_terms(size_t *count);
/// abbreviations.txt
const unsigned char *heal_abbreviations(size_t *count);
/// The filters that scripts/languages writes.
const unsigned char *heal_languages(size_t *count);
const unsigned char *heal_frequent(size_t *count);
