#include "securepose/validation/drawn_faces.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/validation/written_files_test.h"

namespace securepose::validation {
namespace {

using ::testing::HasSubstr;
using testing::TempFolder;

TEST(PlainFaces, ReadsFramesBoxesKindsAndPeople) {
  const TempFolder folder;
  const auto file = write(folder, "a.json", R"({"clip": "walk.mp4", "frames": {
      "0": [{"box": [1, 2, 11, 22.5], "kind": "profile", "person": "A"}], "40": []}})");
  const std::vector<DrawnClip> clips = read_drawn_faces(file, {});
  ASSERT_EQ(clips.size(), 1u);
  EXPECT_EQ(clips[0].name, "walk.mp4");
  ASSERT_EQ(clips[0].frames.size(), 2u);
  ASSERT_EQ(clips[0].frames.at(0).size(), 1u);
  EXPECT_EQ(clips[0].frames.at(0)[0].box_px, (geometry::Box{1, 2, 11, 22.5}));
  EXPECT_EQ(clips[0].frames.at(0)[0].kind, FaceKind::kProfile);
  EXPECT_EQ(clips[0].frames.at(0)[0].person, "A");
  EXPECT_TRUE(clips[0].frames.at(40).empty());
}

TEST(PlainFaces, CountsFromOneIfTold) {
  const TempFolder folder;
  const auto file = write(folder, "a.json", R"({"clip": "a", "frames": {"1": []}})");
  EXPECT_EQ(read_drawn_faces(file, {1})[0].frames.count(0), 1u);
  const auto zero = write(folder, "b.json", R"({"clip": "a", "frames": {"0": []}})");
  EXPECT_THAT(message_of([&] { read_drawn_faces(zero, {1}); }), HasSubstr("counted from 1"));
}

TEST(PlainFaces, BadContentIsNamed) {
  const TempFolder folder;
  const auto message = [&](const std::string& faces) {
    const auto file =
        write(folder, "bad.json", R"({"clip": "a", "frames": {"7": [)" + faces + "]}}");
    return message_of([&] { read_drawn_faces(file, {}); });
  };
  EXPECT_THAT(message(R"({"box": [0, 0, 5, 5], "kind": "nose"})"),
              HasSubstr("bad.json: frame 7 has a face of the unknown kind \"nose\""));
  EXPECT_THAT(message(R"({"box": [5, 0, 5, 5]})"), HasSubstr("a face of no size"));
  EXPECT_THAT(message(R"({"box": [5, 0, 5]})"), HasSubstr("without \"box\""));
  EXPECT_THAT(message(R"({"box": [0, 0, 1e300, 5]})"), HasSubstr("no possible place"));
  const auto key = write(folder, "key.json", R"({"clip": "a", "frames": {"x7": []}})");
  EXPECT_THAT(message_of([&] { read_drawn_faces(key, {}); }),
              HasSubstr("\"x7\" is not the number"));
}

TEST(DrawnFaces, WhatHoldsNoFacesIsRefused) {
  const TempFolder folder;
  for (const auto& [text, part] : std::vector<std::pair<std::string, std::string>>{
           {"", "is empty"},
           {"[1, 2", "is not valid JSON"},
           {"[1, 2]", "holds no faces drawn by hand"},
           {R"({"frames": []})", "holds no faces drawn by hand"},
           {"<html></html>", "not a file of CVAT"}}) {
    const auto file = write(folder, "bad", text);
    EXPECT_THAT(message_of([&] { read_drawn_faces(file, {}); }), HasSubstr(part));
  }
  EXPECT_THAT(message_of([&] { read_drawn_faces(folder / "none.json", {}); }),
              HasSubstr("none.json: there is no such file"));
}

TEST(DrawnFaces, AFolderStandsForItsFiles) {
  const TempFolder folder;
  EXPECT_THAT(message_of([&] { read_drawn_faces(folder.path(), {}); }),
              HasSubstr("holds no .json"));
  write(folder, "b.json", R"({"clip": "b", "frames": {}})");
  write(folder, "a.json", R"({"clip": "a", "frames": {}})");
  write(folder, "notes.txt", "no faces");
  const std::vector<DrawnClip> clips = read_drawn_faces(folder.path(), {});
  ASSERT_EQ(clips.size(), 2u);
  EXPECT_EQ(clips[0].name, "a");
  write(folder, "c.json", R"({"clip": "a", "frames": {}})");
  EXPECT_THAT(message_of([&] { read_drawn_faces(folder.path(), {}); }),
              HasSubstr("has the clip \"a\" twice"));
}

TEST(CocoFaces, ReadsImagesByNumberAndFolder) {
  const TempFolder folder;
  const auto file = write(folder, "coco.json", R"({
      "images": [{"id": 3, "file_name": "walk/frame_000012.png", "width": 640, "height": 480},
                 {"id": 4, "file_name": "walk/frame_000020.png", "width": 640, "height": 480}],
      "categories": [{"id": 1, "name": "face"}, {"id": 2, "name": "back"}],
      "annotations": [
        {"image_id": 3, "category_id": 1, "bbox": [10, 20, 30, 40],
         "attributes": {"track_id": 5}},
        {"image_id": 3, "category_id": 2, "bbox": [100, 20, 30, 40]},
        {"image_id": 3, "category_id": 1, "bbox": [1, 2, 3, 4],
         "attributes": {"kind": "tiny", "person": "nurse"}}]})");
  const std::vector<DrawnClip> clips = read_drawn_faces(file, {});
  ASSERT_EQ(clips.size(), 1u);
  EXPECT_EQ(clips[0].name, "walk");
  EXPECT_EQ(clips[0].size, (PictureSize{640, 480}));
  EXPECT_TRUE(clips[0].frames.at(20).empty());
  const std::vector<DrawnFace>& faces = clips[0].frames.at(12);
  ASSERT_EQ(faces.size(), 3u);
  EXPECT_EQ(faces[0].box_px, (geometry::Box{10, 20, 40, 60}));
  EXPECT_EQ(faces[0].kind, FaceKind::kClear);
  EXPECT_EQ(faces[0].person, "5");
  EXPECT_EQ(faces[1].kind, FaceKind::kBack);
  EXPECT_EQ(faces[2].kind, FaceKind::kTiny);
  EXPECT_EQ(faces[2].person, "nurse");
}

TEST(CocoFaces, ReadsVideosWithFrameIds) {
  const TempFolder folder;
  const auto file = write(folder, "coco.json", R"({
      "videos": [{"id": 1, "name": "a.mp4"}, {"id": 2, "name": "b.mp4"}],
      "images": [{"id": 1, "video_id": 1, "frame_id": 0, "file_name": "x.png"},
                 {"id": 2, "video_id": 2, "frame_id": 7, "file_name": "y.png"}],
      "annotations": []})");
  const std::vector<DrawnClip> clips = read_drawn_faces(file, {});
  ASSERT_EQ(clips.size(), 2u);
  EXPECT_EQ(clips[1].name, "b.mp4");
  EXPECT_EQ(clips[1].frames.count(7), 1u);
  EXPECT_FALSE(clips[1].size);
}

TEST(CocoFaces, WithoutFoldersTheFileNamesTheClip) {
  const TempFolder folder;
  const auto file =
      write(folder, "walk.json",
            R"({"images": [{"id": 1, "file_name": "00012.jpg"}], "annotations": []})");
  EXPECT_EQ(read_drawn_faces(file, {})[0].name, "walk");
}

TEST(CocoFaces, BadContentIsNamed) {
  const TempFolder folder;
  const auto message = [&](const std::string& text) {
    const auto file = write(folder, "coco.json", text);
    return message_of([&] { read_drawn_faces(file, {}); });
  };
  EXPECT_THAT(message(R"({"images": []})"), HasSubstr("lists no images"));
  EXPECT_THAT(message(R"({"images": [{"id": 1, "file_name": "a.png"}]})"),
              HasSubstr("its frame is not known"));
  EXPECT_THAT(message(R"({"images": [{"file_name": "a1.png"}]})"), HasSubstr("has no id"));
  EXPECT_THAT(message(R"({"images": [{"id": 1, "file_name": "1.png"}],
                          "annotations": [{"image_id": 2, "bbox": [0, 0, 1, 1]}]})"),
              HasSubstr("an image that it does not list"));
  EXPECT_THAT(message(R"({"images": [{"id": 1, "file_name": "1.png"}],
                          "annotations": [{"image_id": 1, "bbox": "wide"}]})"),
              HasSubstr("without \"bbox\""));
}

TEST(FaceKinds, NamesGoBothWaysAndFourMustBeCovered) {
  int must = 0;
  for (const auto* name :
       {"clear", "profile", "partial", "tiny", "unsure", "printed", "back", "masked"}) {
    const auto kind = face_kind(name);
    ASSERT_TRUE(kind);
    EXPECT_EQ(name_of(*kind), name);
    must += must_be_covered(*kind);
  }
  EXPECT_EQ(must, 4);
  EXPECT_FALSE(face_kind("face"));
}

}  // namespace
}  // namespace securepose::validation
