// Makes the start cheap: most of it is the kernel, which gives a process its memory page by page as it is touched.
#define _GNU_SOURCE
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

// Of Linux 5.14; older kernels refuse it, and what was to be there at once comes page by page.
#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23
#endif

// Nothing else that TeaVM reserves is as large as its heap.
static const size_t HEAP_BYTES = 256 << 20;

// The linker's own: where the initialised data begin and end.
extern char __data_start;
extern char _edata;

// TeaVM writes into nearly all of its classes and strings before main.
__attribute__((constructor)) static void fetch_data(void) {
    uintptr_t page = (uintptr_t) sysconf(_SC_PAGESIZE);
    uintptr_t from = (uintptr_t) &__data_start & ~(page - 1);
    uintptr_t to = ((uintptr_t) &_edata + page - 1) & ~(page - 1);
    madvise((void *) from, to - from, MADV_POPULATE_WRITE);
}

// The linker sends TeaVM's own calls here.
void *__real_mmap(void *at, size_t size, int protection, int flags, int descriptor, off_t offset);
void *__wrap_mmap(void *at, size_t size, int protection, int flags, int descriptor, off_t offset);
char *__wrap_setlocale(int category, const char *name);

// The answer for a hundred apps touches 400 pages of the heap; as one huge page they cost a tenth.
void *__wrap_mmap(void *at, size_t size, int protection, int flags, int descriptor, off_t offset) {
    void *memory = __real_mmap(at, size, protection, flags, descriptor, offset);
    if (memory != MAP_FAILED && size >= HEAP_BYTES) {
        madvise(memory, size, MADV_HUGEPAGE);
    }
    return memory;
}

// TeaVM would read thirty files of the locale. Nothing here depends on one: words go in and out as bytes.
char *__wrap_setlocale(int category, const char *name) {
    (void) category;
    (void) name;
    return NULL;
}
