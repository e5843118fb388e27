#include "securepose/tracking/assignment.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace securepose::tracking {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Costs are -gain; besides, every row may take a column of its own ("alone") at cost 0. Column
// potentials start at 0 and only fall; a row's potential is kept so that reduced costs are >= 0.
class Solver {
 public:
  Solver(std::size_t rows, std::size_t columns, const std::vector<Candidate>& candidates)
      : edges_(rows),
        row_potential_(rows, 0),
        column_potential_(columns, 0),
        column_of_(rows),
        row_of_(columns),
        distance_(columns, kInfinity),
        came_from_(columns, 0),
        settled_(columns, false) {
    for (const Candidate& c : candidates)
      if (c.gain > 0) edges_[c.row].push_back({c.column, -c.gain});
  }

  void solve() {
    for (std::size_t row = 0; row < edges_.size(); ++row) augment(row);
  }

  std::vector<std::optional<std::size_t>> take() { return std::move(column_of_); }

 private:
  struct Edge {
    std::size_t column;
    double cost;
  };
  using Entry = std::pair<double, std::size_t>;  // distance, column

  // Dijkstra from a row that has no place yet to the nearest free column or to a row that is
  // cheapest left alone, then a change along the path.
  void augment(std::size_t start) {
    touched_.clear();
    visited_rows_.clear();
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    double best_alone = kInfinity;
    std::size_t alone_row = start;
    std::optional<std::size_t> free_column;
    double length = 0;
    // The start row's potential is set so that its cheapest choice costs 0.
    row_potential_[start] = 0;
    for (const Edge& e : edges_[start])
      row_potential_[start] = std::min(row_potential_[start], e.cost - column_potential_[e.column]);

    std::size_t row = start;
    double reached = 0;
    while (true) {
      visited_rows_.push_back({row, reached});
      const double alone = reached - row_potential_[row];
      if (alone < best_alone) {
        best_alone = alone;
        alone_row = row;
      }
      for (const Edge& e : edges_[row]) relax(row, reached, e, open);
      while (!open.empty() && settled_[open.top().second]) open.pop();
      if (open.empty() || open.top().first >= best_alone) {
        length = best_alone;
        break;
      }
      const auto [distance, column] = open.top();
      open.pop();
      settled_[column] = true;
      if (!row_of_[column]) {
        free_column = column;
        length = distance;
        break;
      }
      row = *row_of_[column];
      reached = distance;
    }
    update_potentials(length);
    if (free_column)
      shift(*free_column, start);
    else
      leave_alone(alone_row, start);
    for (const std::size_t column : touched_) {
      distance_[column] = kInfinity;
      settled_[column] = false;
    }
  }

  void relax(std::size_t row, double reached, const Edge& e,
             std::priority_queue<Entry, std::vector<Entry>, std::greater<>>& open) {
    if (settled_[e.column]) return;
    const double reduced =
        std::max(0.0, e.cost - row_potential_[row] - column_potential_[e.column]);
    const double distance = reached + reduced;
    if (distance >= distance_[e.column]) return;
    if (distance_[e.column] == kInfinity) touched_.push_back(e.column);
    distance_[e.column] = distance;
    came_from_[e.column] = row;
    open.push({distance, e.column});
  }

  void update_potentials(double length) {
    for (const auto& [row, reached] : visited_rows_) row_potential_[row] += length - reached;
    for (const std::size_t column : touched_)
      if (settled_[column] && distance_[column] < length)
        column_potential_[column] -= length - distance_[column];
  }

  // Gives `column` to the row it was reached from, that row's old column to the one before, ...
  void shift(std::size_t column, std::size_t start) {
    while (true) {
      const std::size_t row = came_from_[column];
      const std::optional<std::size_t> old = column_of_[row];
      column_of_[row] = column;
      row_of_[column] = row;
      if (row == start) return;
      column = *old;
    }
  }

  void leave_alone(std::size_t row, std::size_t start) {
    if (row == start) return;
    const std::size_t column = *column_of_[row];
    column_of_[row].reset();
    shift(column, start);
  }

  std::vector<std::vector<Edge>> edges_;
  std::vector<double> row_potential_;
  std::vector<double> column_potential_;
  std::vector<std::optional<std::size_t>> column_of_;
  std::vector<std::optional<std::size_t>> row_of_;
  std::vector<double> distance_;
  std::vector<std::size_t> came_from_;
  std::vector<bool> settled_;
  std::vector<std::size_t> touched_;
  std::vector<std::pair<std::size_t, double>> visited_rows_;
};

}  // namespace

std::vector<std::optional<std::size_t>> best_assignment(std::size_t rows, std::size_t columns,
                                                        const std::vector<Candidate>& candidates) {
  Solver solver(rows, columns, candidates);
  solver.solve();
  return solver.take();
}

}  // namespace securepose::tracking
