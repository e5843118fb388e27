#include "securepose/inference/network.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <time.h>

#include <algorithm>
#include <list>
#include <mutex>
#include <openvino/openvino.hpp>
#include <stdexcept>
#include <utility>

#include "securepose/base/error.h"
#include "securepose/inference/model_manifest.h"
#include "securepose/inference/network_cache.h"
#include "securepose/inference/network_work.h"
#include "securepose/inference/openvino_runtime.h"

namespace securepose::inference {
namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;
using Shape = std::vector<std::int64_t>;

/// Compiled forms kept per network. Two picture sizes may alternate (a frame and its half), and one
/// more may come in between without either being compiled again.
constexpr std::size_t kKeptShapes = 3;

std::string shape_text(const Shape& shape) {
  std::vector<std::string> parts;
  for (const std::int64_t size : shape) parts.push_back(size < 0 ? "?" : std::to_string(size));
  return fmt::format("[{}]", fmt::join(parts, ", "));
}

Shape shape_of(const ov::PartialShape& shape) {
  Shape result;
  for (const ov::Dimension& size : shape)
    result.push_back(size.is_static() ? size.get_length() : -1);
  return result;
}

bool fits(const Shape& actual, const Shape& wanted) {
  return std::equal(actual.begin(), actual.end(), wanted.begin(), wanted.end(),
                    [](std::int64_t a, std::int64_t w) { return a < 0 || w < 0 || a == w; });
}

bool dynamic(const Shape& shape) {
  return std::any_of(shape.begin(), shape.end(), [](std::int64_t size) { return size < 0; });
}

[[noreturn]] void refuse(const fs::path& file, const std::string& what) {
  throw Error::about_file(ErrorKind::kEnvironment, file, what,
                          "The file belongs to another version of the program; run "
                          "scripts/setup.sh again.");
}

void check_tensor(const ov::Output<const ov::Node>& tensor, const TensorSpec& spec,
                  const fs::path& file) {
  const auto rank = tensor.get_partial_shape().rank();
  const Shape actual =
      rank.is_static() ? shape_of(tensor.get_partial_shape()) : Shape(spec.shape.size(), -1);
  if (!fits(actual, spec.shape)) {
    refuse(file, fmt::format("Tensor \"{}\" of the network has the shape {} instead of {}",
                             spec.name, shape_text(actual), shape_text(spec.shape)));
  }
  if (tensor.get_element_type() != (spec.integer ? ov::element::i32 : ov::element::f32)) {
    refuse(file, fmt::format("Tensor \"{}\" of the network holds {} instead of {}", spec.name,
                             tensor.get_element_type().get_type_name(),
                             spec.integer ? "int32" : "float32"));
  }
}

/// TensorFlow's reader writes "name:0". An empty name fits any tensor.
bool has_name(const ov::Output<const ov::Node>& tensor, const std::string& name) {
  const auto& names = tensor.get_names();
  return name.empty() || names.contains(name) || names.contains(name + ":0");
}

/// The same network cut down to the wanted outputs, in their order: what only the others need is
/// not computed.
std::shared_ptr<ov::Model> with_outputs(const std::shared_ptr<ov::Model>& model,
                                        const NetworkSpec& spec, const fs::path& file) {
  const auto outputs = model->outputs();
  ov::OutputVector wanted;
  for (std::size_t i = 0; i < spec.outputs.size(); ++i) {
    const std::string& name = spec.outputs[i].name;
    const auto found = name.empty()
                           ? outputs.begin() + std::min(i, outputs.size())
                           : std::find_if(outputs.begin(), outputs.end(),
                                          [&](const auto& o) { return has_name(o, name); });
    if (found == outputs.end())
      refuse(file, fmt::format("The network has no output {} \"{}\"", i, name));
    wanted.push_back(found->get_node()->input_value(0));
  }
  return std::make_shared<ov::Model>(wanted, model->get_parameters());
}

/// What was loaded so far in this process.
class Loads {
 public:
  void add(const std::string& id) {
    const std::scoped_lock lock(mutex_);
    ids_.push_back(id);
  }
  std::vector<std::string> ids() const {
    const std::scoped_lock lock(mutex_);
    return ids_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> ids_;
};

Loads& loads() {
  static Loads loads;
  return loads;
}

/// Processor time of the calling thread so far.
double thread_core_s() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The network compiled for one input shape.
struct Compiled {
  Shape shape;
  ov::CompiledModel model;
  ov::InferRequest request;
};

}  // namespace

class Network::Impl {
 public:
  Impl(const NetworkSpec& spec, const NetworkOptions& options)
      : Impl(spec, options, verified_file(spec.id, models_folder())) {}

  Impl(NetworkSpec spec, const NetworkOptions& options, VerifiedFile verified)
      : spec_(std::move(spec)),
        options_(options),
        file_(std::move(verified.file)),
        file_sha256_(std::move(verified.sha256)) {
    try {
      if (dynamic(spec_.input.shape))
        read();  // so that what is wrong with it is told now
      else
        compiled_for(spec_.input.shape);
    } catch (const ov::Exception& error) {
      refuse(file_,
             fmt::format("OpenVINO could not load the network ({})", openvino_reason(error)));
    }
    loads().add(spec_.id);
  }

  template <class T>
  std::vector<std::span<const float>> run(std::span<const T> input,
                                          std::span<const std::int64_t> shape) {
    const Shape wanted(shape.begin(), shape.end());
    try {
      current_ = &compiled_for(wanted);
      ov::Tensor tensor = current_->request.get_input_tensor();
      if (tensor.get_size() != input.size()) {
        throw std::logic_error(
            fmt::format("{} wants {} numbers, {} came", spec_.id, tensor.get_size(), input.size()));
      }
      std::copy(input.begin(), input.end(), tensor.data<T>());
      const double begun_s = thread_core_s();
      current_->request.infer();
      count_run(spec_.id, wanted, options_.precision, thread_core_s() - begun_s);
      std::vector<std::span<const float>> result;
      for (std::size_t i = 0; i < spec_.outputs.size(); ++i) {
        const ov::Tensor output = current_->request.get_output_tensor(i);
        result.emplace_back(output.data<float>(), output.get_size());
      }
      return result;
    } catch (const ov::Exception& error) {
      refuse(file_, fmt::format("OpenVINO could not run the network on a picture of the shape {} "
                                "({})",
                                shape_text(wanted), openvino_reason(error)));
    }
  }

  std::vector<std::int64_t> output_shape(std::size_t index) const {
    if (current_ == nullptr) return {};
    const ov::Shape shape = current_->request.get_output_tensor(index).get_shape();
    return {shape.begin(), shape.end()};
  }

 private:
  void read() {
    model_ = openvino_core().read_model(file_.string());
    check_inputs();
    model_ = with_outputs(model_, spec_, file_);
  }

  /// What a compiled form depends on, but for the machine.
  std::string cache_key(const Shape& shape) const {
    const auto text = [](const TensorSpec& tensor) {
      return fmt::format("{} {} {}", tensor.name, shape_text(tensor.shape), tensor.integer);
    };
    std::string key = fmt::format("{}\n{}\n{}\ninput {}\n", file_sha256_, shape_text(shape),
                                  name_of(options_.precision), text(spec_.input));
    for (const TensorSpec& output : spec_.outputs) key += "output " + text(output) + "\n";
    return key;
  }

  ov::CompiledModel compile(const Shape& shape) {
    const NetworkCache cache(network_cache_folder());
    const ov::AnyMap settings = openvino_settings(options_.precision);
    const std::string key = cache_key(shape);
    if (auto known = cache.load(key, settings)) return std::move(*known);
    if (!model_) read();
    model_->reshape(ov::PartialShape(shape));
    const ov::Model& model = *model_;
    for (std::size_t i = 0; i < spec_.outputs.size(); ++i)
      check_tensor(model.output(i), spec_.outputs[i], file_);
    ov::CompiledModel made = openvino_core().compile_model(model_, "CPU", settings);
    cache.store(key, made);
    return made;
  }

  void check_inputs() const {
    const ov::Model& model = *model_;
    if (model.inputs().size() != 1)
      refuse(file_, fmt::format("The network has {} inputs instead of 1", model.inputs().size()));
    const auto input = model.input();
    check_tensor(input, spec_.input, file_);
    if (!has_name(input, spec_.input.name))
      refuse(file_, fmt::format("The network has no input \"{}\"", spec_.input.name));
  }

  /// The compiled form for a shape: kept, or made now in place of the one longest unused.
  Compiled& compiled_for(const Shape& shape) {
    const auto found = std::find_if(compiled_.begin(), compiled_.end(),
                                    [&](const Compiled& c) { return c.shape == shape; });
    if (found != compiled_.end()) {
      compiled_.splice(compiled_.begin(), compiled_, found);
      return compiled_.front();
    }
    if (!fits(shape, spec_.input.shape)) {
      throw std::logic_error(fmt::format("{} wants the shape {}, {} came", spec_.id,
                                         shape_text(spec_.input.shape), shape_text(shape)));
    }
    Compiled made;
    made.shape = shape;
    made.model = compile(shape);
    made.request = made.model.create_infer_request();
    if (compiled_.size() == kKeptShapes) {
      if (current_ == &compiled_.back()) current_ = nullptr;
      compiled_.pop_back();
    }
    compiled_.push_front(std::move(made));
    return compiled_.front();
  }

  NetworkSpec spec_;
  NetworkOptions options_;
  fs::path file_;
  std::string file_sha256_;
  std::shared_ptr<ov::Model> model_;  ///< none while all compiled forms were known
  std::list<Compiled> compiled_;      ///< the last used one first
  Compiled* current_ = nullptr;
};

Network::Network(const NetworkSpec& spec, const NetworkOptions& options)
    : impl_(std::make_unique<Impl>(spec, options)) {}
Network::~Network() = default;
Network::Network(Network&&) noexcept = default;
Network& Network::operator=(Network&&) noexcept = default;

std::vector<std::span<const float>> Network::run(std::span<const float> input,
                                                 std::span<const std::int64_t> shape) {
  return impl_->run(input, shape);
}

std::vector<std::span<const float>> Network::run_int32(std::span<const std::int32_t> input,
                                                       std::span<const std::int64_t> shape) {
  return impl_->run(input, shape);
}

std::vector<std::int64_t> Network::output_shape(std::size_t index) const {
  return impl_->output_shape(index);
}

std::vector<std::string> loaded_networks() { return loads().ids(); }

}  // namespace securepose::inference
