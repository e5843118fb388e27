#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "securepose/validation/drawn_faces.h"
#include "securepose/validation/written_files_test.h"

namespace securepose::validation {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::TempFolder;

// A task of six frames of which the track's box moves right from frame 0 to 4 and then leaves.
constexpr const char* kTask = R"(<?xml version="1.0" encoding="utf-8"?>
<annotations><version>1.1</version>
 <meta><task><name>a task</name><size>6</size>
   <start_frame>0</start_frame><stop_frame>5</stop_frame><frame_filter></frame_filter>
   <original_size><width>640</width><height>480</height></original_size>
   <source>walk.mp4</source></task></meta>
 <track id="7" label="face" source="manual">
  <box frame="0" keyframe="1" outside="0" xtl="10.5" ytl="20" xbr="30.5" ybr="44">
   <attribute name="kind">profile</attribute></box>
  <box frame="4" keyframe="1" outside="0" xtl="50.5" ytl="20" xbr="70.5" ybr="44">
   <attribute name="kind">clear</attribute></box>
  <box frame="5" keyframe="1" outside="1" xtl="50.5" ytl="20" xbr="70.5" ybr="44"/>
 </track>
 <track id="8" label="back">
  <ellipse frame="2" outside="0" cx="100" cy="200" rx="20" ry="30"/>
 </track>
</annotations>)";

std::vector<base::FrameIndex> frames_of(const DrawnClip& clip) {
  std::vector<base::FrameIndex> frames;
  for (const auto& [frame, faces] : clip.frames) frames.push_back(frame);
  return frames;
}

TEST(CvatFaces, ReadsTracksAndCountsAllFramesOfTheTask) {
  const TempFolder folder;
  const auto clips = read_drawn_faces(write(folder, "a.xml", kTask), {});
  ASSERT_EQ(clips.size(), 1u);
  const DrawnClip& clip = clips[0];
  EXPECT_EQ(clip.name, "walk.mp4");
  EXPECT_EQ(clip.size, (PictureSize{640, 480}));
  EXPECT_THAT(frames_of(clip), ElementsAre(0, 1, 2, 3, 4, 5));
  ASSERT_EQ(clip.frames.at(0).size(), 1u);
  EXPECT_EQ(clip.frames.at(0)[0].kind, FaceKind::kProfile);
  EXPECT_EQ(clip.frames.at(0)[0].person, "7");
  EXPECT_TRUE(clip.frames.at(5).empty());  // outside
}

TEST(CvatFaces, InterpolatesBetweenKeyframes) {
  const TempFolder folder;
  const auto clips = read_drawn_faces(write(folder, "a.xml", kTask), {});
  EXPECT_EQ(clips[0].frames.at(1)[0].box_px, (geometry::Box{20.5, 20, 40.5, 44}));
  EXPECT_EQ(clips[0].frames.at(3)[0].box_px, (geometry::Box{40.5, 20, 60.5, 44}));
}

TEST(CvatFaces, LabelsMayBeKindsAndEllipsesShapes) {
  const TempFolder folder;
  const auto clips = read_drawn_faces(write(folder, "a.xml", kTask), {});
  ASSERT_EQ(clips[0].frames.at(2).size(), 2u);
  const DrawnFace& back = clips[0].frames.at(2)[1];
  EXPECT_EQ(back.kind, FaceKind::kBack);
  EXPECT_NEAR(back.box_px.x1_px, 80, 1e-9);
  EXPECT_NEAR(back.box_px.y2_px, 230, 1e-9);
}

TEST(CvatFaces, FollowsTheStepOfATask) {
  const TempFolder folder;
  const auto clips = read_drawn_faces(write(folder, "a.xml", R"(<annotations><meta><task>
      <name>walk</name><start_frame>10</start_frame><stop_frame>30</stop_frame>
      <frame_filter>step=10</frame_filter></task></meta>
      <track id="0" label="face"><box frame="10" outside="0" xtl="0" ytl="0" xbr="10" ybr="10"/>
      <box frame="30" outside="0" xtl="20" ytl="0" xbr="30" ybr="10"/></track></annotations>)"),
                                      {});
  EXPECT_EQ(clips[0].name, "walk");
  EXPECT_THAT(frames_of(clips[0]), ElementsAre(10, 20, 30));
  EXPECT_EQ(clips[0].frames.at(20)[0].box_px, (geometry::Box{10, 0, 20, 10}));
}

TEST(CvatFaces, TurnedBoxesAndPolygonsHaveTheirBounds) {
  const TempFolder folder;
  const auto clips = read_drawn_faces(write(folder, "a.xml", R"(<annotations><meta/>
      <track id="0" label="face"><box frame="0" outside="0" rotation="90"
        xtl="10" ytl="20" xbr="30" ybr="60"/></track>
      <track id="1" label="face"><polygon frame="0" outside="0" points="5,6;15,4;10,20"/></track>
      </annotations>)"),
                                      {});
  const geometry::Box turned = clips[0].frames.at(0)[0].box_px;
  EXPECT_NEAR(turned.x1_px, 0, 1e-9);
  EXPECT_NEAR(turned.x2_px, 40, 1e-9);
  EXPECT_NEAR(turned.y1_px, 30, 1e-9);
  EXPECT_EQ(clips[0].frames.at(0)[1].box_px, (geometry::Box{5, 4, 15, 20}));
  EXPECT_EQ(clips[0].name, "a");  // nothing else names it
}

// The export of a project: tasks of two videos, whose tracks say which task they belong to.
std::string project(const std::string& first_track, const std::string& second_track) {
  return R"(<annotations><meta><project><name>clinic</name><tasks>
      <task><id>11</id><name>one</name><size>6</size><start_frame>0</start_frame>
       <stop_frame>5</stop_frame><frame_filter></frame_filter>
       <original_size><width>640</width><height>480</height></original_size>
       <source>walk.mp4</source></task>
      <task><id>12</id><name>two</name><size>4</size><start_frame>0</start_frame>
       <stop_frame>3</stop_frame>
       <original_size><width>320</width><height>240</height></original_size></task>
      </tasks></project></meta>
      <track id="0" label="face" )" +
         first_track + R"(><box frame="2" outside="0" xtl="10" ytl="20" xbr="30" ybr="44"/>
      <box frame="3" outside="1" xtl="10" ytl="20" xbr="30" ybr="44"/></track>
      <track id="1" label="face" )" +
         second_track + R"(><box frame="2" outside="0" xtl="100" ytl="120" xbr="130" ybr="144"/>
      <box frame="3" outside="1" xtl="10" ytl="20" xbr="30" ybr="44"/></track></annotations>)";
}

TEST(CvatFaces, AProjectsTracksBelongToTheirTasks) {
  const TempFolder folder;
  const auto clips =
      read_drawn_faces(write(folder, "a.xml", project(R"(task_id="11")", R"(task_id="12")")), {});
  ASSERT_EQ(clips.size(), 2u);
  EXPECT_EQ(clips[0].name, "walk.mp4");
  EXPECT_EQ(clips[1].name, "two");
  EXPECT_EQ(clips[1].size, (PictureSize{320, 240}));
  EXPECT_EQ(clips[0].frames.size(), 6u);
  EXPECT_EQ(clips[1].frames.size(), 4u);
  ASSERT_EQ(clips[0].frames.at(2).size(), 1u);
  ASSERT_EQ(clips[1].frames.at(2).size(), 1u);
  EXPECT_EQ(clips[0].frames.at(2)[0].box_px.x1_px, 10);
  EXPECT_EQ(clips[1].frames.at(2)[0].box_px.x1_px, 100);
}

TEST(CvatFaces, AProjectsTrackOfNoTaskIsRefused) {
  const TempFolder folder;
  const auto message = [&](const std::string& second) {
    const auto file = write(folder, "a.xml", project(R"(task_id="11")", second));
    return message_of([&] { read_drawn_faces(file, {}); });
  };
  EXPECT_THAT(message(""), HasSubstr("track 1 does not say which one it belongs to"));
  EXPECT_THAT(message(R"(task_id="13")"), HasSubstr("track 1 belongs to none of the tasks"));
}

TEST(CvatFaces, BadContentIsNamed) {
  const TempFolder folder;
  const auto message = [&](const std::string& text) {
    const auto file = write(folder, "a.xml", text);
    return message_of([&] { read_drawn_faces(file, {}); });
  };
  EXPECT_THAT(message("<annotations><track>"), HasSubstr("is not valid XML"));
  EXPECT_THAT(message("<annotations><image id=\"0\"/></annotations>"),
              HasSubstr("CVAT for video 1.1"));
  EXPECT_THAT(message("<annotations/>"), HasSubstr("neither tracks nor frames"));
  EXPECT_THAT(message(R"(<annotations><track><box frame="3" xtl="4"/></track></annotations>)"),
              HasSubstr("frame 3 has a <box> without \"ytl\""));
  EXPECT_THAT(message(R"(<annotations><meta><task><stop_frame>99999999999</stop_frame></task></meta>
                         </annotations>)"),
              HasSubstr("frame 99999999999 can't be"));
}

}  // namespace
}  // namespace securepose::validation
