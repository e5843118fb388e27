#pragma once

#include <cstddef>

#include "securepose/observation/scene_jump.h"

namespace securepose::tracking {

/// When the picture changes so that what came before tells nothing of what follows.
struct CutOptions {
  /// By how much the picture changes, compared with the median change around.
  observation::JumpLimits jump;
  /// Half of the stretch over which that median is taken.
  double median_window_s = 0.5;
  /// Two changes closer than this are a flash or a disturbance, not two cuts.
  double min_shot_s = 0.25;
  /// Share of people who stand where they stood, as they stood, at which a change is not a cut.
  double max_people_kept = 0.5;
};

/// When two observations of one frame are the same person.
struct DuplicateOptions {
  /// Mean distance of common points, in body sizes, below which two skeletons are one. Two people
  /// side by side are 0.2 apart and more.
  double max_point_distance = 0.06;
  /// Boxes that overlap more than this are one person unless their points deny it.
  double min_box_iou = 0.75;
  /// A box inside another is the same person if the heads are closer than this, in head sizes.
  double max_head_distance = 0.5;
  /// What MoveNet did not see is the person whose clothes it wears (Hellinger distance) in a box
  /// that overlaps by this.
  double max_clothing_distance = 0.4;
  double min_echo_iou = 0.5;
  /// Whatever the clothes: nobody whom MoveNet missed stands right in its box.
  double max_undetected_iou = 0.6;
  /// Mean distance, in body sizes, between MoveNet's and BlazePose's points of one observation
  /// above which BlazePose's are taken to belong to somebody else.
  double max_landmark_disagreement = 0.15;
};

/// How people move. Lengths are in body sizes (the person's own standing height in the picture).
struct MotionOptions {
  /// Standard deviation of a person's velocity, body sizes per second. Walking at 1.4 m/s by a
  /// person of 1.7 m, seen from the side, is 0.8.
  double velocity_sd = 0.7;
  /// Time over which a person keeps a velocity.
  double velocity_time_s = 2.0;
  /// Noise of a place that landmarks tell, and of one that only a box tells.
  double landmark_sd = 0.02;
  double box_sd = 0.06;
};

/// How short, safe pieces of tracks are made.
struct TrackletOptions {
  /// A piece goes on over missing frames for at most this long.
  double max_gap_s = 0.2;
  /// Costs (negative log-likelihoods) above this never match.
  double max_cost = 9;
  /// The second-best choice must cost this much more, or the piece ends: exp(-4) is about 2 %.
  double min_margin = 4;
  /// Standard deviation of the logarithm of size between neighbouring frames.
  double log_size_sd = 0.12;
  /// Weight of the skeleton's shape, and the distance that counts as one standard deviation at
  /// once and per second.
  double shape_weight = 1.5;
  double shape_sd = 0.05;
  double shape_sd_per_s = 0.6;
  /// Cost of a match by MoveNet's boxes alone, and of each unit of overlap that they lack.
  double box_only_cost = 3;
  double box_change_cost = 15;
  /// Weight of the clothing's evidence; below 1 because neighbouring frames err alike.
  double clothing_weight = 0.7;
  /// Cost of landmarks that appear or vanish from one detection to the next.
  double presence_change_cost = 2;
  /// A piece is split where the clothing of the stretches before and after (at most this long)
  /// speaks this much against one person.
  double split_window_s = 1.0;
  double split_evidence = -2.5;
};

/// Likelihood of distances between clothing histograms (Hellinger, 0 to 1) of one person and of
/// two.
struct AppearanceOptions {
  double same_mean = 0.15;
  double same_sd = 0.10;
  double different_mean = 0.60;
  double different_sd = 0.18;
  /// Bounds of the log-likelihood ratio: clothes may be alike, light may change.
  double max_evidence_for = 3;
  double max_evidence_against = 24;
  /// Black and grey clothes are common: how much less likeness in them says when someone returns.
  /// In room_walk_one_by_one two of six people, all in black, are 0.09 apart.
  double grey_discount = 0.8;
};

/// How pieces are joined over gaps.
struct LinkOptions {
  /// Longest gap that motion may bridge, first and second round.
  double short_gap_s = 1.0;
  double long_gap_s = 4.0;
  /// Log-likelihood ratio that a link needs at least, and by which it must beat its best rival in
  /// the first rounds and in the last.
  double min_evidence = 0.5;
  double min_margin = 3;
  double last_margin = 0;
  /// Prior log-odds that who vanishes in the middle of the picture is who appears there right
  /// after, and the time over which that fades.
  double continuity_prior = 3;
  double continuity_time_s = 1;
  /// The same if nobody else is near, over gaps of up to half a second.
  double isolation_bonus = 8;
  /// Evidence lost per second in which a person who should be in plain view is not observed.
  double unexplained_loss_per_s = 1.5;
  /// Evidence lost per second of absence that an occluder or the picture's edge explains.
  double explained_loss_per_s = 0.15;
  /// Linked chains are parted again where clothing differs between so long stretches.
  double untangle_window_s = 4;
  /// Prior log-odds that somebody who appears has been in the clip before, for links by appearance
  /// alone, and what remains needed after it.
  double return_prior = -1.0;
  double min_return_evidence = 1.0;
  /// By so much must a returning person be more like one of two people seen together.
  double min_return_margin = 1.5;
  /// Spread of the logarithm of size at once and per square root of a second, up to a bound; and
  /// among different people.
  double log_size_sd = 0.12;
  double log_size_sd_per_sqrt_s = 0.2;
  double max_log_size_sd = 0.6;
};

/// How faces find their people, and which of the others are kept.
struct FaceOptions {
  /// Detections of several networks are one face if they overlap by this.
  double min_group_iou = 0.25;
  /// A face belongs to a head if its centre is within this many head heights.
  double max_head_distance = 0.9;
  /// A face whose person is not observed in its frame may lie this far in time from the person's
  /// nearest observation.
  double max_reach_s = 1.0;
  /// Faces lower than this can't be recognised by anybody.
  double min_height_px = 6;
  /// A face that CenterFace sees once with this score is somebody's, and so is one that CenterFace
  /// and BlazeFace both see with the second. In the frames drawn by hand of the development clips
  /// 82 of 89 open faces reach the first; of 136 false ones none reaches either. BlazeFace alone
  /// proves nothing: it looks where a head was supposed.
  double clear_score = 0.5;
  double clear_score_of_both = 0.3;
  /// The first, right beside an observed person's head, which is covered anyway.
  double clear_score_beside_head = 0.6;
  /// A face without a clear frame is somebody's if it moves and CenterFace's best scores, over so
  /// many frames, sum to this; more is needed before an observed person's body, where hands and
  /// skin look like faces.
  double min_support = 1.75;
  double min_support_before_body = 2;
  std::size_t support_frames = 5;
  /// One that stays in place must be seen with this score in half of the frames, and in so many.
  double steady_score = 0.35;
  std::size_t min_steady_frames = 10;
  /// Joint score, and CenterFace's, of faces that prove that the body around them is a person's.
  double proving_score = 0.3;
  double proving_centerface_score = 0.2;
};

/// What is needed to be taken for a person.
struct ValidityOptions {
  /// Presence at which BlazePose confirms a person.
  double min_presence = 0.5;
  /// Mean detector score below which a body needs BlazePose's word, movement or a face.
  double min_unconfirmed_score = 0.3;
  /// Share of detections that BlazePose must confirm where nothing else speaks for a body. It
  /// confirms the chairs and tables of the development clips in 0 to 20 %.
  double min_confirmed_share = 0.35;
  /// A body whose places spread less than this (body sizes) counts as static; two chairs side by
  /// side are one such body.
  double static_distance = 0.4;
};

/// All of the room's options. Where no source is named, the value was chosen by us on the
/// synthetic scenes and development clips, see docs/decisions/0004-association.md.
struct TrackingOptions {
  CutOptions cuts;
  DuplicateOptions duplicates;
  MotionOptions motion;
  TrackletOptions tracklets;
  AppearanceOptions appearance;
  LinkOptions links;
  FaceOptions faces;
  ValidityOptions validity;
};

}  // namespace securepose::tracking
