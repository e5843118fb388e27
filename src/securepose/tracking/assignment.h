#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace securepose::tracking {

/// A possible pair of a row and a column, and what it is worth.
struct Candidate {
  std::size_t row = 0;
  std::size_t column = 0;
  double gain = 0;
};

/// Pairs rows with columns, each at most once, so that the sum of gains is the greatest possible.
/// Rows and columns may stay alone at gain 0, so candidates with gain <= 0 are never chosen.
/// Shortest augmenting paths with potentials (Jonker & Volgenant 1987) over the given candidates
/// only: cost grows with the candidates, not with rows times columns, as long as conflicts are
/// local. Of equal solutions the same one is found for the same order of candidates.
/// @return per row its column
std::vector<std::optional<std::size_t>> best_assignment(std::size_t rows, std::size_t columns,
                                                        const std::vector<Candidate>& candidates);

}  // namespace securepose::tracking
