#pragma once

#include "securepose/pipeline/byte_stream.h"
#include "securepose/tracking/observations.h"

namespace securepose::pipeline {

/// Compact bytes of one frame's observations: whole numbers exactly, real numbers in single
/// precision. About 1.5 kB for each person with landmarks.
void encode_observations(const tracking::FrameObservations& frame, ByteWriter& out);

/// @throws ByteReader::Malformed
tracking::FrameObservations decode_observations(ByteReader& in);

}  // namespace securepose::pipeline
