# Puts the networks and their manifest where the programs of the build tree look: ../models from
# their own folder. The files themselves are links to what scripts/setup.sh fetched.
set(SECUREPOSE_MANIFEST ${PROJECT_SOURCE_DIR}/models/manifest.toml)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${SECUREPOSE_MANIFEST})
file(STRINGS ${SECUREPOSE_MANIFEST} manifest_lines REGEX "^file = ")
set(SECUREPOSE_MODEL_FILES)
foreach(line ${manifest_lines})
  string(REGEX REPLACE "^file = \"([^\"]+)\".*" "\\1" name ${line})
  list(APPEND SECUREPOSE_MODEL_FILES ${SECUREPOSE_DEPS}/models/${name})
endforeach()
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/models)
foreach(model ${SECUREPOSE_MANIFEST} ${SECUREPOSE_MODEL_FILES})
  get_filename_component(name ${model} NAME)
  file(CREATE_LINK ${model} ${CMAKE_BINARY_DIR}/models/${name} SYMBOLIC)
endforeach()

if(SECUREPOSE_TESTS)
  # Debian's Python, which has Debian's protobuf.
  foreach(test models/convert_tfjs_test.py scripts/setup/setup_test.py)
    get_filename_component(name ${test} NAME_WE)
    get_filename_component(folder ${PROJECT_SOURCE_DIR}/${test} DIRECTORY)
    add_test(NAME setup.${name} COMMAND /usr/bin/python3 -B -m unittest -q ${name}
             WORKING_DIRECTORY ${folder})
    set_tests_properties(setup.${name} PROPERTIES LABELS unit TIMEOUT 300)
  endforeach()
endif()
