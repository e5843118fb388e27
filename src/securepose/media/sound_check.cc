#include "securepose/media/sound_check.h"

#include <fmt/format.h>

#include "securepose/media/container.h"
#include "securepose/media/sound_source.h"

namespace securepose::media {

std::vector<std::string> sound_left_out(const std::filesystem::path& video) {
  SoundSource sound(video, 1);
  if (!sound.exists()) return {};
  std::vector<std::string> sentences;
  if (!sound.next())
    sentences.emplace_back("No sound can be read at the beginning; there may be none.");
  const Handle<AVFormatContext> container = open_container(video);
  int tracks = 0;
  int unknown = 0;
  for (unsigned i = 0; i < container->nb_streams; ++i) {
    const AVStream& stream = *container->streams[i];
    if (stream.codecpar->codec_type != AVMEDIA_TYPE_AUDIO) continue;
    ++tracks;
    if (!is_decodable_sound(stream)) ++unknown;
  }
  if (tracks < 2) return sentences;
  std::string sentence = fmt::format("The file holds {} sound tracks; one is kept.", tracks);
  if (unknown == 1)
    sentence += " One of the others is of a kind that can't be decoded.";
  else if (unknown > 1)
    sentence += fmt::format(" {} of the others are of a kind that can't be decoded.", unknown);
  sentences.push_back(std::move(sentence));
  return sentences;
}

}  // namespace securepose::media
