#include "securepose/testing/heap_use.h"

#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> live_bytes{0};
std::atomic<std::size_t> peak_bytes{0};
std::atomic<std::size_t> allocations{0};

void* counted_or_null(void* memory) noexcept {
  if (memory == nullptr) return nullptr;
  ++allocations;
  const std::size_t live = live_bytes += malloc_usable_size(memory);
  std::size_t peak = peak_bytes;
  while (live > peak && !peak_bytes.compare_exchange_weak(peak, live)) {
  }
  return memory;
}

void* counted(void* memory) {
  if (memory == nullptr) throw std::bad_alloc();
  return counted_or_null(memory);
}

void give_back(void* memory) noexcept {
  if (memory == nullptr) return;
  live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t bytes) {
  return counted(std::malloc(std::max<std::size_t>(1, bytes)));
}
void* operator new[](std::size_t bytes) {
  return counted(std::malloc(std::max<std::size_t>(1, bytes)));
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return counted_or_null(std::malloc(std::max<std::size_t>(1, bytes)));
}
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept {
  return counted_or_null(std::malloc(std::max<std::size_t>(1, bytes)));
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { give_back(memory); }
void operator delete[](void* memory, const std::nothrow_t&) noexcept { give_back(memory); }

namespace securepose::testing {

HeapUse heap_use_of(const std::function<void()>& work) {
  const std::size_t before = live_bytes, asked_before = allocations;
  peak_bytes = before;
  work();
  return {static_cast<double>(peak_bytes - before),
          static_cast<double>(allocations - asked_before)};
}

}  // namespace securepose::testing
