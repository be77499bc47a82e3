#include "CWords.h"

static const unsigned char dictionary[] = {
#embed "dictionary.bin"
};

static const unsigned char terms[] = {
#embed "terms.txt"
};

static const unsigned char abbreviations[] = {
#embed "abbreviations.txt"
};

static const unsigned char languages[] = {
#embed "languages.bin"
};

static const unsigned char frequent[] = {
#embed "frequent.bin"
};

const unsigned char *heal_dictionary(size_t *count) {
  *count = sizeof dictionary;
  return dictionary;
}

const unsigned char *heal_terms(size_t *count) {
  *count = sizeof terms;
  return terms;
}

const unsigned char *heal_abbreviations(size_t *count) {
  *count = sizeof abbreviations;
  return abbreviations;
}

const unsigned char *heal_languages(size_t *count) {
  *count = sizeof languages;
  return languages;
}

const unsigned char *heal_frequent(size_t *count) {
  *count = sizeof frequent;
  return frequent;
}
