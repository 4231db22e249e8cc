/* Uses the encrypted database that a phone gets: native.sh builds it for arm64 and runs it under emulation. With the right key the
 * words come back and no page was changed; with a wrong key there is nothing; in the file they cannot be read.
 * Says how far it came in its last line, and ends with 0 where all holds. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct sqlite3 sqlite3;
int sqlite3_open(const char *, sqlite3 **);
int sqlite3_close(sqlite3 *);
int sqlite3_exec(sqlite3 *, const char *, int (*)(void *, int, char **, char **), void *, char **);

#define WORDS "made-up words"
#define KEY(first) "PRAGMA key = \"x'" first "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'\""

static char seen[256];

static int row(void *unused, int columns, char **values, char **names) {
  if (columns > 0 && values[0]) strncat(seen, values[0], sizeof seen - strlen(seen) - 1);
  return 0;
}

/* Opens the file with a key and runs one statement; what it gives stands in `seen`. */
static int with(const char *file, const char *key, const char *statement) {
  sqlite3 *db;
  seen[0] = 0;
  if (sqlite3_open(file, &db)) return 1;
  int failed = sqlite3_exec(db, key, NULL, NULL, NULL);
  if (!failed) failed = sqlite3_exec(db, statement, row, NULL, NULL);
  sqlite3_close(db);
  return failed;
}

static int readable(const char *file) {
  static char bytes[1 << 16];
  FILE *open = fopen(file, "rb");
  if (!open) return 1;
  size_t count = fread(bytes, 1, sizeof bytes, open);
  fclose(open);
  for (size_t at = 0; at + strlen(WORDS) <= count; at++)
    if (!memcmp(bytes + at, WORDS, strlen(WORDS))) return 1;
  return count == 0;
}

static int fails(const char *what) {
  printf("%s\n", what);
  return 1;
}

int main(int count, char **given) {
  if (count != 2) return fails("which file?");
  const char *file = given[1];
  unlink(file);
  if (with(file, KEY("00"), "PRAGMA cipher_version") || !seen[0]) return fails("it is no encrypted database");
  if (with(file, KEY("00"), "CREATE TABLE t (x); INSERT INTO t VALUES ('" WORDS "')")) return fails("it keeps nothing");
  if (!with(file, KEY("ff"), "SELECT x FROM t")) return fails("a wrong key opens it");
  if (with(file, KEY("00"), "SELECT x FROM t") || strcmp(seen, WORDS)) return fails("the words do not come back");
  if (with(file, KEY("00"), "PRAGMA cipher_integrity_check") || seen[0]) return fails("a page was changed");
  if (readable(file)) return fails("the words can be read in the file");
  printf("all of it\n");
  return 0;
}
