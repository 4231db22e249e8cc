/* Kills this process (SIGKILL) right before its n-th change of a file, n from PATHWAY_KILL_AT: writes,
 * syncs, truncations, renames and removals of regular files. Loaded with LD_PRELOAD; built by the test. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long left = -1;

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("PATHWAY_KILL_AT");
    atomic_store(&left, at ? atol(at) : -1);
}

static void one(void) {
    if (atomic_load(&left) > 0 && atomic_fetch_sub(&left, 1) == 1) kill(getpid(), SIGKILL);
}

static void of(int fd) {
    struct stat it;
    if (fstat(fd, &it) == 0 && S_ISREG(it.st_mode)) one();
}

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = dlsym(RTLD_NEXT, name)

ssize_t write(int fd, const void *b, size_t n) { REAL(ssize_t, "write", int, const void *, size_t); of(fd); return real(fd, b, n); }
ssize_t writev(int fd, const struct iovec *v, int n) { REAL(ssize_t, "writev", int, const struct iovec *, int); of(fd); return real(fd, v, n); }
ssize_t pwrite(int fd, const void *b, size_t n, off_t o) { REAL(ssize_t, "pwrite", int, const void *, size_t, off_t); of(fd); return real(fd, b, n, o); }
ssize_t pwrite64(int fd, const void *b, size_t n, off64_t o) { REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t); of(fd); return real(fd, b, n, o); }
int fsync(int fd) { REAL(int, "fsync", int); of(fd); return real(fd); }
int fdatasync(int fd) { REAL(int, "fdatasync", int); of(fd); return real(fd); }
int ftruncate(int fd, off_t n) { REAL(int, "ftruncate", int, off_t); of(fd); return real(fd, n); }
int ftruncate64(int fd, off64_t n) { REAL(int, "ftruncate64", int, off64_t); of(fd); return real(fd, n); }
int rename(const char *a, const char *b) { REAL(int, "rename", const char *, const char *); one(); return real(a, b); }
int unlink(const char *a) { REAL(int, "unlink", const char *); one(); return real(a); }
