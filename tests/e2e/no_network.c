/* Preloaded by a test: ends a program that opens a socket to another computer. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

int socket(int domain, int type, int protocol) {
  (void)type;
  (void)protocol;
  fprintf(stderr, "a socket of domain %d was opened\n", domain);
  abort();
}
