#include "securepose/inference/network_work.h"

#include <map>
#include <mutex>
#include <tuple>
#include <utility>

namespace securepose::inference {
namespace {

using Key = std::tuple<std::string, std::vector<std::int64_t>, Precision>;

struct Sum {
  std::int64_t runs = 0;
  double core_s = 0;
};

class Tally {
 public:
  void add(Key key, double core_s) {
    const std::scoped_lock lock(mutex_);
    Sum& sum = sums_[std::move(key)];
    ++sum.runs;
    sum.core_s += core_s;
  }
  std::map<Key, Sum> sums() const {
    const std::scoped_lock lock(mutex_);
    return sums_;
  }

 private:
  mutable std::mutex mutex_;
  std::map<Key, Sum> sums_;
};

Tally& tally() {
  static Tally tally;
  return tally;
}

Key key_of(const NetworkWork& work) { return {work.id, work.input_shape, work.precision}; }

}  // namespace

void count_run(const std::string& id, const std::vector<std::int64_t>& input_shape,
               Precision precision, double core_s) {
  tally().add({id, input_shape, precision}, core_s);
}

std::vector<NetworkWork> network_work() {
  std::vector<NetworkWork> all;
  for (const auto& [key, sum] : tally().sums()) {
    const auto& [id, shape, precision] = key;
    all.push_back({id, shape, precision, sum.runs, sum.core_s});
  }
  return all;
}

std::vector<NetworkWork> work_between(const std::vector<NetworkWork>& before,
                                      const std::vector<NetworkWork>& after) {
  std::map<Key, Sum> known;
  for (const NetworkWork& work : before) known[key_of(work)] = {work.runs, work.core_s};
  std::vector<NetworkWork> between;
  for (NetworkWork work : after) {
    const auto found = known.find(key_of(work));
    if (found != known.end()) {
      work.runs -= found->second.runs;
      work.core_s -= found->second.core_s;
    }
    if (work.runs > 0) between.push_back(std::move(work));
  }
  return between;
}

}  // namespace securepose::inference
