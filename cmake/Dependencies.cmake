# What securepose is built upon. scripts/setup.sh installs all of it; docs/decisions says why each.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Eigen3 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(fmt REQUIRED)
find_package(tomlplusplus REQUIRED)

# Debian's OpenCV, three modules only: the package with OpenCV's own CMake files would pull in all of
# them with their dependencies.
find_path(OPENCV_INCLUDE_DIR opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
foreach(module core imgproc imgcodecs)
  find_library(OPENCV_${module}_LIBRARY opencv_${module} REQUIRED)
  add_library(opencv_${module} SHARED IMPORTED)
  set_target_properties(opencv_${module} PROPERTIES
    IMPORTED_LOCATION ${OPENCV_${module}_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${OPENCV_INCLUDE_DIR})
endforeach()

pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(FFMPEG REQUIRED IMPORTED_TARGET
                  libavformat libavcodec libavutil libavfilter libswscale libswresample)

# Where scripts/setup.sh puts what does not come from Debian: OpenVINO, networks, the demonstration
# video. Kept outside the build folder, so that several checkouts share it.
if(DEFINED ENV{SECUREPOSE_DEPS})
  set(default_deps $ENV{SECUREPOSE_DEPS})
elseif(DEFINED ENV{XDG_CACHE_HOME})
  set(default_deps $ENV{XDG_CACHE_HOME}/securepose)
else()
  set(default_deps $ENV{HOME}/.cache/securepose)
endif()
set(SECUREPOSE_DEPS ${default_deps} CACHE PATH "Folder that scripts/setup.sh fills")
set(OpenVINO_DIR "${SECUREPOSE_DEPS}/openvino-2026.4.1/openvino/cmake" CACHE PATH "OpenVINO's CMake package")
find_package(OpenVINO REQUIRED COMPONENTS Runtime)
# OpenVINO brings its own TBB; Debian's OpenCV asks for an older one of the same name. A run path of the
# old kind also holds for what OpenCV asks for, so that OpenVINO's is used whatever the order of the
# libraries, in the build tree and in an installed one.
add_link_options(LINKER:--disable-new-dtags)

if(SECUREPOSE_TESTS)
  enable_testing()
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()
