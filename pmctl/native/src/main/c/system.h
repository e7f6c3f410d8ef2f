// What the native form of pmctl asks of the C library; the Java side is CLibrary.
#pragma once
#include <stdint.h>

int32_t pm_words(int32_t which, void *into, int32_t size);
int32_t pm_connect(void *path, int32_t length);
int32_t pm_exists(void *path);
int32_t pm_read(int32_t descriptor, void *into, int32_t length, int32_t millis);
int32_t pm_write(int32_t descriptor, void *from, int32_t length);
void pm_close(int32_t descriptor);
int32_t pm_is_timeout(int32_t error);
int32_t pm_is_reset(int32_t error);
int32_t pm_error_text(int32_t error, void *into, int32_t size);
int32_t pm_is_terminal(int32_t descriptor);
int32_t pm_columns(void);
int32_t pm_lines(void);
int32_t pm_offset_at(int64_t epoch_second);
int32_t pm_offset_in(void *zone, int64_t epoch_second);
void pm_end_calmly(int32_t calmly);
int32_t pm_hand_over(void);
void pm_exit(int32_t code);
