// Makes the start cheap: most of it is the kernel, which gives a process its memory page by page as it is touched.
#define _GNU_SOURCE
#include <link.h>
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

// The linker's own: the beginning of this file in memory.
extern const ElfW(Ehdr) __ehdr_start;

// TeaVM writes into nearly all of its classes and strings before main. What comes before them is read-only by now.
__attribute__((constructor)) static void fetch_data(void) {
    uintptr_t page = (uintptr_t) sysconf(_SC_PAGESIZE);
    const ElfW(Phdr) *parts = (const ElfW(Phdr) *) ((uintptr_t) &__ehdr_start + __ehdr_start.e_phoff);
    uintptr_t from = 0;
    uintptr_t to = 0;
    for (int i = 0; i < __ehdr_start.e_phnum; i++) {
        uintptr_t start = parts[i].p_vaddr;
        if (parts[i].p_type == PT_LOAD && (parts[i].p_flags & PF_W) != 0) {
            from = from > start ? from : start;
            to = start + parts[i].p_filesz;
        } else if (parts[i].p_type == PT_GNU_RELRO) {
            from = start + parts[i].p_memsz;
        }
    }
    from &= ~(page - 1);
    to = (to + page - 1) & ~(page - 1);
    if (to > from) {
        madvise((void *) from, to - from, MADV_POPULATE_WRITE);
    }
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
