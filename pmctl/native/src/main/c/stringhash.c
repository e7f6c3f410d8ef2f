// Instead of TeaVM's file of this name, which puts all literals into a table for String.intern() at each start: that took
// a third of it. Nothing here interns a string, and the translator has each literal once.
#include "stringhash.h"

#include <stdint.h>

// Only a dump of the heap would look at it.
TeaVM_HashtableEntrySet *teavm_stringHashtableData = NULL;

TeaVM_String *teavm_registerString(TeaVM_String *string) {
    string->parent.header = TEAVM_PACK_CLASS(teavm_stringClass) | INT32_MIN;
    string->characters->parent.header = TEAVM_PACK_CLASS(teavm_charArrayClass) | INT32_MIN;
    return string;
}
