#pragma once

#include "securepose/observation/observations.h"
#include "securepose/result/byte_stream.h"

namespace securepose::result {

/// What is written. Version 1 knows nothing of the camera's motion, and can still be read.
inline constexpr int kObservationsVersion = 2;

/// Compact bytes of one frame's observations: whole numbers exactly, real numbers in single
/// precision. About 1.5 kB for each person with landmarks.
void encode_observations(const observation::FrameObservations& frame, ByteWriter& out);

/// @param version  that the bytes were written with
/// @throws ByteReader::Malformed
observation::FrameObservations decode_observations(ByteReader& in,
                                                   int version = kObservationsVersion);

}  // namespace securepose::result
