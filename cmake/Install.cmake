# What `cmake --install` puts where. The tree runs from any place: the program finds its libraries
# through its run path and its networks beside itself. OpenCV, FFmpeg and the like stay Debian's.
if(TARGET securepose)
  # Fixed, because the run path below names it.
  set(private_lib_dir lib/securepose)
  set_target_properties(securepose PROPERTIES INSTALL_RPATH "$ORIGIN/../${private_lib_dir}")
  install(TARGETS securepose RUNTIME DESTINATION bin)

  # Of OpenVINO what reads and runs the networks; each under the name that the others ask for.
  get_filename_component(openvino_libs ${OpenVINO_DIR}/../libs ABSOLUTE)
  set(openvino_soversion 2641)
  install(FILES
    ${openvino_libs}/libopenvino.so.${openvino_soversion}
    ${openvino_libs}/libopenvino_intel_cpu_plugin.so
    ${openvino_libs}/libopenvino_onnx_frontend.so.${openvino_soversion}
    ${openvino_libs}/libopenvino_tensorflow_frontend.so.${openvino_soversion}
    ${openvino_libs}/libopenvino_tensorflow_lite_frontend.so.${openvino_soversion}
    ${openvino_libs}/libtbb.so.12
    ${openvino_libs}/libtbbbind_2_5.so.3
    ${openvino_libs}/libtbbmalloc.so.2
    ${openvino_libs}/libhwloc.so.15
    DESTINATION ${private_lib_dir})

  install(FILES ${SECUREPOSE_MANIFEST} ${SECUREPOSE_MODEL_FILES}
          DESTINATION share/securepose/models)
  foreach(document LICENSE NOTICE)
    if(EXISTS ${PROJECT_SOURCE_DIR}/${document})
      install(FILES ${PROJECT_SOURCE_DIR}/${document} DESTINATION share/doc/securepose)
    endif()
  endforeach()
  # The licences that travel with OpenVINO and what it carries.
  file(GLOB openvino_licences ${openvino_libs}/../../openvino-*.dist-info/licenses)
  if(openvino_licences)
    install(DIRECTORY ${openvino_licences}/ DESTINATION share/doc/securepose/openvino)
  endif()
endif()
