// Everything after the landmarks grows with the length of the recording, not faster: who is who,
// what is covered, the movement of all people, the files and the report. Counted on the heap.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "securepose/pipeline/clip_middle.h"
#include "securepose/pipeline/clip_report.h"
#include "securepose/report/report.h"
#include "securepose/testing/heap_use.h"
#include "securepose/testing/synthetic_scene.h"

namespace securepose::pipeline {
namespace {

namespace fs = std::filesystem;

/// Four people who walk about, leave and come back, for so long.
observation::ClipObservations recording(double duration_s) {
  return testing::make_scene({.people = 4, .fps = 10, .duration_s = duration_s}, 7).clip;
}

testing::HeapUse use_of(const observation::ClipObservations& clip) {
  const fs::path out = fs::path(::testing::TempDir()) / "growth";
  const base::Cancellation cancellation;
  const Listener listener;
  const RunOptions options;
  result::WorkFolder folder(out);
  folder.clear_staged();
  ClipWork work(options, cancellation, listener, folder);
  work.clip = clip;
  const testing::HeapUse use = testing::heap_use_of([&] {
    find_people(work);
    plan_regions(work);
    measure_movement(work);
    const PicturesWanted wanted;
    const CoveredPictures pictures;
    const std::string page = report::render_report(report_data(
        {work.record, options, work.plan, work.movement, wanted, pictures, std::nullopt}));
    EXPECT_GT(page.size(), 10'000U);
  });
  folder.discard();
  return use;
}

TEST(Growth, FourTimesTheLengthTakesFourTimesAsMuch) {
  const testing::HeapUse shorter = use_of(recording(60)), longer = use_of(recording(240));
  // 16 if anything were quadratic; 8 with a power of 1.5.
  EXPECT_LT(longer.peak_bytes, 5 * shorter.peak_bytes);
  EXPECT_LT(longer.allocations, 5 * shorter.allocations);
}

}  // namespace
}  // namespace securepose::pipeline
