# Flags that every target of the project shares.
add_library(securepose_flags INTERFACE)
target_compile_options(securepose_flags INTERFACE -Wall -Wextra -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(securepose_flags INTERFACE -Wno-restrict)  # false alarms, GCC bug 105651
endif()
target_include_directories(securepose_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
if(SECUREPOSE_SANITIZE)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # False alarms in <regex> under the address sanitizer, GCC bug 105562.
    target_compile_options(securepose_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
  target_compile_options(securepose_flags INTERFACE
    -fsanitize=${SECUREPOSE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all -g1)
  target_link_options(securepose_flags INTERFACE -fsanitize=${SECUREPOSE_SANITIZE})
endif()

# securepose_room(<name> [SOURCES ...] [TESTS ...] [LINKS ...] [PRIVATE_LINKS ...] [TEST_LINKS ...])
# One static library per folder with its links listed, and one test program for the unit tests that
# stand beside its sources.
function(securepose_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;TESTS;LINKS;PRIVATE_LINKS;TEST_LINKS" ${ARGN})
  if(ROOM_SOURCES)
    add_library(securepose_${name} STATIC ${ROOM_SOURCES})
    target_link_libraries(securepose_${name} PUBLIC securepose_flags ${ROOM_LINKS}
                                             PRIVATE ${ROOM_PRIVATE_LINKS})
  else()
    add_library(securepose_${name} INTERFACE)
    target_link_libraries(securepose_${name} INTERFACE securepose_flags ${ROOM_LINKS})
  endif()
  add_library(securepose::${name} ALIAS securepose_${name})
  if(SECUREPOSE_TESTS AND ROOM_TESTS)
    add_executable(${name}_test ${ROOM_TESTS})
    target_link_libraries(${name}_test PRIVATE securepose_${name} ${ROOM_TEST_LINKS}
                                               GTest::gmock GTest::gtest_main)
    gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60
                         PROPERTIES TIMEOUT 900 LABELS unit)
  endif()
endfunction()
