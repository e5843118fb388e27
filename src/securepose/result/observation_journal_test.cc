#include "securepose/result/observation_journal.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "securepose/base/error.h"
#include "securepose/base/sha256.h"
#include "securepose/result/observation_codec.h"
#include "securepose/testing/observation_examples.h"

namespace securepose::result {
namespace {

namespace fs = std::filesystem;

class ObservationJournalTest : public ::testing::Test {
 protected:
  ObservationJournalTest() { fs::remove(file_); }
  ~ObservationJournalTest() override { fs::remove(file_); }

  static JournalHead head() { return {"key", 640, 480, 90, {}}; }

  static std::vector<observation::FrameObservations> chunk(base::FrameIndex first, int count) {
    std::vector<observation::FrameObservations> frames;
    for (int i = 0; i < count; ++i) frames.push_back(testing::example_observations(first + i));
    return frames;
  }

  // The same without people: a file that is short enough to be cut at every byte.
  static std::vector<observation::FrameObservations> short_chunk(base::FrameIndex first,
                                                                 int count) {
    auto frames = chunk(first, count);
    for (auto& frame : frames) frame.people.clear();
    return frames;
  }

  // Two chunks of three frames and the end.
  void write_complete() const {
    auto journal = ObservationJournal::begin(file_, head());
    journal.append(chunk(0, 3));
    journal.append(chunk(3, 3));
    journal.finish({"A note.", ""});
  }
  void write_short() const {
    auto journal = ObservationJournal::begin(file_, head());
    journal.append(short_chunk(0, 3));
    journal.append(short_chunk(3, 3));
    journal.finish({"A note.", ""});
  }

  std::string bytes() const {
    std::ifstream in(file_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void replace(const std::string& bytes) const {
    std::ofstream(file_, std::ios::binary | std::ios::trunc) << bytes;
  }

  const fs::path file_ = fs::path(::testing::TempDir()) /
                         ::testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(ObservationJournalTest, GivesBackWhatWasStored) {
  write_complete();
  const auto journal = ObservationJournal::resume(file_, "key");
  ASSERT_TRUE(journal);
  EXPECT_TRUE(journal->complete());
  EXPECT_EQ(journal->frames(), 6);
  EXPECT_EQ(journal->last_readable(), 5);
  EXPECT_EQ(journal->notes(), (std::vector<std::string>{"A note.", ""}));
  const auto clip = journal->load();
  EXPECT_EQ(clip.width_px, 640);
  EXPECT_EQ(clip.height_px, 480);
  EXPECT_EQ(clip.upright_turn_deg, 90);
  ASSERT_EQ(clip.frames.size(), 6u);
  EXPECT_EQ(clip.frames[4].pts_ticks, testing::example_observations(4).pts_ticks);
  EXPECT_EQ(clip.frames[4].people.size(), 2u);
}

TEST_F(ObservationJournalTest, KeepsTheTurnsOfParts) {
  JournalHead turned = head();
  turned.part_turns_deg = {270, 0};
  ObservationJournal::begin(file_, turned).finish({});
  EXPECT_EQ(ObservationJournal::open_finished(file_).head().part_turns_deg, turned.part_turns_deg);
}

TEST_F(ObservationJournalTest, IsForTheOwnerOnly) {
  ObservationJournal::begin(file_, head());
  struct stat status {};
  ASSERT_EQ(stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(ObservationJournalTest, IsOfNoUseWithAnotherKeyOrWhenMissing) {
  EXPECT_FALSE(ObservationJournal::resume(file_, "key"));
  write_complete();
  EXPECT_FALSE(ObservationJournal::resume(file_, "other key"));
  replace("securepose observations, version 0\nwhatever");
  EXPECT_FALSE(ObservationJournal::resume(file_, "key"));
}

TEST_F(ObservationJournalTest, WhatAnOlderVersionStoredIsReadButNotGoneOnWith) {
  {
    auto journal = ObservationJournal::begin(file_, head());
    journal.finish({"A note."});
  }
  std::string bytes = this->bytes();
  bytes[bytes.find('\n') - 1] = '1';
  replace(bytes);
  EXPECT_FALSE(ObservationJournal::resume(file_, "key"));
  EXPECT_EQ(ObservationJournal::load_finished(file_).width_px, 640);
}

TEST_F(ObservationJournalTest, EveryTruncationKeepsTheWholeChunksAndCanGoOn) {
  write_short();
  const std::string whole = bytes();
  base::FrameIndex most = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    replace(whole.substr(0, size));
    auto journal = ObservationJournal::resume(file_, "key");
    if (!journal) {
      EXPECT_EQ(most, 0) << size;
      continue;
    }
    EXPECT_FALSE(journal->complete()) << size;
    EXPECT_GE(journal->frames(), most) << size;
    EXPECT_EQ(journal->frames() % 3, 0) << size;
    most = journal->frames();
    // A few of them go on to the end: the file is then as if nothing had happened.
    if (size % 97 != 0 && size + 1 != whole.size()) continue;
    while (journal->frames() < 6) journal->append(short_chunk(journal->frames(), 3));
    journal->finish({"A note.", ""});
    EXPECT_EQ(bytes(), whole) << size;
  }
  EXPECT_EQ(most, 6);
}

TEST_F(ObservationJournalTest, AFlippedBitEndsWhatIsTrusted) {
  write_complete();
  const std::string whole = bytes();
  for (std::size_t position = 0; position < whole.size(); position += 61) {
    std::string damaged = whole;
    damaged[position] = static_cast<char>(damaged[position] ^ 0x10);
    replace(damaged);
    const auto journal = ObservationJournal::resume(file_, "key");
    if (!journal) continue;
    EXPECT_FALSE(journal->complete()) << position;
    const auto clip = journal->load();
    EXPECT_EQ(clip.frames.size(), static_cast<std::size_t>(journal->frames())) << position;
  }
}

TEST_F(ObservationJournalTest, LastReadableSkipsUnreadableFrames) {
  auto journal = ObservationJournal::begin(file_, head());
  EXPECT_EQ(journal.last_readable(), std::nullopt);
  auto frames = chunk(0, 3);
  frames[2].readable = false;
  journal.append(frames);
  EXPECT_EQ(journal.last_readable(), 1);
  for (auto& frame : frames) frame.readable = false;
  journal.append(frames);
  EXPECT_EQ(journal.last_readable(), 1);
  EXPECT_EQ(ObservationJournal::resume(file_, "key")->last_readable(), 1);
}

TEST_F(ObservationJournalTest, AFullDiskIsAnEnvironmentErrorAndLosesNothing) {
  // /dev/full refuses every write as a full disk does.
  try {
    ObservationJournal::begin("/dev/full", head());
    FAIL() << "no error";
  } catch (const base::Error& error) {
    EXPECT_EQ(error.kind(), base::ErrorKind::kEnvironment);
    EXPECT_NE(std::string(error.what()).find("disk"), std::string::npos);
  }
}

TEST_F(ObservationJournalTest, BeginningAnewForgetsTheOld) {
  write_complete();
  ObservationJournal::begin(file_, head());
  EXPECT_EQ(ObservationJournal::resume(file_, "key")->frames(), 0);
}

TEST_F(ObservationJournalTest, AFinishedJournalLoadsWithoutItsKey) {
  write_complete();
  EXPECT_EQ(ObservationJournal::load_finished(file_).frames.size(),
            ObservationJournal::resume(file_, "key")->load().frames.size());
  EXPECT_THROW(ObservationJournal::load_finished(file_.string() + ".missing"), base::Error);
  ObservationJournal::begin(file_, head());
  EXPECT_THROW(ObservationJournal::load_finished(file_), base::Error);
}

/// A record as the journal stores it, whatever it says.
std::string record(char kind, const std::string& payload) {
  ByteWriter size;
  size.integer<std::uint64_t>(payload.size());
  return kind + size.bytes() + base::sha256_hex(kind + payload) + payload;
}

struct StoredRecord {
  char kind = 0;
  std::string payload;
};

constexpr std::size_t kLineSize = sizeof("securepose observations, version 1\n") - 1;

std::vector<StoredRecord> records_of(const std::string& journal) {
  std::vector<StoredRecord> records;
  for (std::size_t at = kLineSize; at < journal.size();) {
    ByteReader size(std::string_view(journal).substr(at + 1, 8));
    const auto bytes = size.integer<std::uint64_t>();
    records.push_back({journal[at], journal.substr(at + 73, bytes)});
    at += 73 + bytes;
  }
  return records;
}

std::string journal_of(const std::string& line, const std::vector<StoredRecord>& records) {
  std::string journal = line;
  for (const StoredRecord& each : records) journal += record(each.kind, each.payload);
  return journal;
}

// Whoever alters a received journal may write the right hashes, too.
TEST_F(ObservationJournalTest, AlteredContentWithRightHashesIsRefusedOrRead) {
  write_complete();
  const std::string whole = bytes();
  const auto records = records_of(whole);
  ASSERT_EQ(journal_of(whole.substr(0, kLineSize), records), whole);
  int refused = 0;
  for (std::size_t which = 0; which < records.size(); ++which) {
    for (std::size_t at = 0; at < records[which].payload.size(); at += at < 64 ? 1 : 23) {
      for (const char value : {'\x00', '\x7f', '\xff'}) {
        auto altered = records;
        altered[which].payload[at] = value;
        replace(journal_of(whole.substr(0, kLineSize), altered));
        try {
          const auto clip = ObservationJournal::load_finished(file_);
          for (std::size_t i = 0; i < clip.frames.size(); ++i)
            ASSERT_EQ(clip.frames[i].frame, static_cast<base::FrameIndex>(i)) << which << ' ' << at;
          ASSERT_GT(clip.width_px, 0);
        } catch (const base::Error& error) {
          ++refused;
          ASSERT_EQ(error.kind(), base::ErrorKind::kInput) << which << ' ' << at;
        }
      }
    }
  }
  EXPECT_GT(refused, 50);
}

TEST_F(ObservationJournalTest, FramesThatCanNotBeAreRefused) {
  write_complete();
  const std::string whole = bytes();
  const auto refused = [&](auto alter) {
    auto altered = records_of(whole);
    alter(altered);
    replace(journal_of(whole.substr(0, kLineSize), altered));
    try {
      ObservationJournal::load_finished(file_);
    } catch (const base::Error& error) {
      return error.kind() == base::ErrorKind::kInput;
    }
    return false;
  };
  const auto chunk_of = [](std::vector<observation::FrameObservations> frames,
                           std::uint32_t count) {
    ByteWriter out;
    out.integer<base::FrameIndex>(0);
    out.integer<std::uint32_t>(count);
    out.integer<base::FrameIndex>(0);
    for (const auto& frame : frames) encode_observations(frame, out);
    return out.bytes();
  };
  // More frames than the chunk has bytes for.
  EXPECT_TRUE(refused([&](auto& r) { r[1].payload = chunk_of(chunk(0, 3), 4'000'000'000u); }));
  // Frame numbers that are not their places, and times that go back.
  EXPECT_TRUE(refused([&](auto& r) { r[1].payload = chunk_of(chunk(7, 3), 3); }));
  auto frames = chunk(0, 3);
  frames[2].time = frames[0].time;
  EXPECT_TRUE(refused([&](auto& r) { r[1].payload = chunk_of(frames, 3); }));
  // A picture of no size, and a turn by a few degrees.
  const auto head_of = [](int width_px, int turn_deg) {
    ByteWriter out;
    out.text("key");
    out.integer<std::int32_t>(width_px);
    out.integer<std::int32_t>(480);
    out.integer<std::int32_t>(turn_deg);
    return out.bytes();
  };
  EXPECT_TRUE(refused([&](auto& r) { r[0].payload = head_of(-640, 90); }));
  EXPECT_TRUE(refused([&](auto& r) { r[0].payload = head_of(640, 7); }));
  EXPECT_FALSE(refused([&](auto& r) { r[0].payload = head_of(640, 90); }));
}

}  // namespace
}  // namespace securepose::result
